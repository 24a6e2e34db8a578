window.received = [];
