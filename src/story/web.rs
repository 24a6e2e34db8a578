//! Addresses on the web.

/// Whether an address is one of the web.
pub fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// The site of an address, as readers know it: without `www.`. Empty where the address is relative.
pub fn site(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::site;

    #[test]
    fn a_site_is_what_readers_know() {
        for (url, expected) in [
            ("https://www.youtube.com/watch?v=x", "youtube.com"),
            ("https://user@a.example:8080?x", "a.example:8080"),
            ("./a.jpg", ""),
        ] {
            assert_eq!(site(url), expected);
        }
    }
}
