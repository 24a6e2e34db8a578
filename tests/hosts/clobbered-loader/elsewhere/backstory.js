window.isTaken = true;
