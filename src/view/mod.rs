//! Views and the sinks they are written to. Knows no platform.
