window.heard = [];
