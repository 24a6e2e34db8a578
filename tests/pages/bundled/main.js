import "backstory-embed";
