//! HTML: main text and metadata by `dom_smoothie`, a port of Readability. Paragraphs become lines.

use armistice_types::problem::{Code, Problem};
use dom_smoothie::{Config, Readability, TextMode};

use super::{Page, headers};

/// Pages nested deeper are not parsed: the parser walks the tree.
const DEEPEST: usize = 2_000;

/// By its ending, or its first tag.
pub(super) fn is_html(text: &str, path: &str) -> bool {
    let ending = std::path::Path::new(path).extension().and_then(|it| it.to_str()).map(str::to_lowercase);
    if matches!(ending.as_deref(), Some("html" | "htm" | "xhtml")) {
        return true;
    }
    let head: String = text.trim_start().chars().take(512).collect::<String>().to_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with('<') && head.contains("<html")
}

/// `None` where no text was found.
pub(super) fn main_text(html: &str) -> Option<Page> {
    if depth(html) > DEEPEST {
        let text = without_tags(html);
        let problem = Problem::new(Code::BadHeader, "the page is nested too deeply to find its main text: all its words are taken");
        return Some(Page { text, problems: vec![problem], ..Page::default() });
    }
    let config = Config { text_mode: TextMode::Formatted, max_elements_to_parse: 200_000, ..Config::default() };
    let mut reader = Readability::new(html, None, Some(config)).ok()?;
    let json = reader.parse_json_ld();
    let metadata = reader.get_article_metadata(json);
    let article = reader.parse().ok()?;
    let lines: Vec<&str> = article.text_content.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let published = article.published_time.clone().or(metadata.published_time);
    let text = |it: Option<String>| it.map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
    Some(Page {
        title: text(Some(article.title.clone())),
        outlet: text(article.site_name.clone().or(metadata.site_name)),
        author: text(article.byline.clone().or(metadata.byline)),
        url: text(article.url.clone()),
        published: published.and_then(|it| headers::published(&it)),
        language: text(article.lang.clone()).map(|it| it.split('-').next().unwrap_or(&it).to_lowercase()),
        kind: None,
        text: if lines.is_empty() { String::new() } else { lines.join("\n") + "\n" },
        problems: Vec::new(),
    })
}

/// How deep open tags stand in one another at most; void elements do not count.
fn depth(html: &str) -> usize {
    const VOID: [&str; 9] = ["br", "img", "hr", "meta", "link", "input", "p", "li", "source"];
    let (mut depth, mut deepest) = (0usize, 0usize);
    for tag in html.split('<').skip(1) {
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        if name.is_empty() || VOID.contains(&name.as_str()) || tag.split('>').next().is_some_and(|it| it.ends_with('/')) {
            continue;
        }
        depth = if tag.starts_with('/') { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest
}

fn without_tags(html: &str) -> String {
    let mut out = String::new();
    for (n, part) in html.split('<').enumerate() {
        let words = if n == 0 { part } else { part.split_once('>').map_or("", |(_, after)| after) };
        if !words.trim().is_empty() {
            out.push_str(words.trim());
            out.push('\n');
        }
    }
    out
}
