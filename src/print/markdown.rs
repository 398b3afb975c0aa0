//! Markdown of the plain kind, as HTML: paragraphs, emphasis, lists, tables. HTML inside it is text like any other.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html::Html;

/// Paragraphs, lists and tables.
pub(super) fn blocks(html: &mut Html, markdown: &str) {
    written(html, markdown, false);
}

/// The same for a document of a record, in which a line of its own is one.
pub(super) fn document(html: &mut Html, markdown: &str) {
    written(html, markdown, true);
}

fn written(html: &mut Html, markdown: &str, keeps_lines: bool) {
    let mut in_head = false;
    // The parser ends what it begins, in order, so the tags do too.
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match &event {
            Event::Start(Tag::TableHead) => in_head = true,
            Event::End(TagEnd::TableHead) => in_head = false,
            _ => {}
        }
        match event {
            Event::Start(Tag::List(Some(first))) => {
                html.markup("<ol start=\"").text(first).markup("\">");
            }
            Event::Start(tag) => {
                html.markup(begin(&tag, in_head));
            }
            Event::End(tag) => {
                html.markup(end(tag, in_head));
            }
            Event::SoftBreak if keeps_lines => html.void("br", &[]),
            event => leaf(html, &event),
        }
    }
}

/// Only the emphasis of one paragraph: for options and reasons.
pub(super) fn inline(html: &mut Html, markdown: &str) {
    let is_block = |event: &Event<'_>| match event {
        Event::Start(Tag::Paragraph | Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }) => false,
        Event::Start(_) | Event::Rule => true,
        _ => false,
    };
    // An option that begins like a list, a heading or a quotation is shown as it was written.
    if Parser::new(markdown).any(|event| is_block(&event)) {
        html.text(markdown);
        return;
    }
    let mut paragraphs = 0;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Paragraph) => {
                if paragraphs > 0 {
                    html.markup("<br/>");
                }
                paragraphs += 1;
            }
            Event::End(TagEnd::Paragraph) => {}
            Event::Start(tag) => {
                html.markup(begin(&tag, false));
            }
            Event::End(tag) => {
                html.markup(end(tag, false));
            }
            event => leaf(html, &event),
        }
    }
}

fn leaf(html: &mut Html, event: &Event<'_>) {
    match event {
        Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
            html.text(text);
        }
        Event::Code(code) => html.leaf("code", &[], code),
        Event::SoftBreak => {
            html.text(" ");
        }
        Event::HardBreak => html.void("br", &[]),
        Event::Rule => html.void("hr", &[]),
        _ => {}
    }
}

fn begin(tag: &Tag<'_>, in_head: bool) -> &'static str {
    match tag {
        Tag::Paragraph | Tag::HtmlBlock => "<p>",
        Tag::Heading { .. } => "<p><strong>",
        Tag::BlockQuote(_) => "<blockquote>",
        Tag::CodeBlock(_) => "<pre><code>",
        Tag::List(_) => "<ul>",
        Tag::Item => "<li>",
        Tag::Table(_) => "<table>",
        Tag::TableHead => "<thead><tr>",
        Tag::TableRow => "<tr>",
        Tag::TableCell if in_head => "<th scope=\"col\">",
        Tag::TableCell => "<td>",
        Tag::Emphasis => "<em>",
        Tag::Strong => "<strong>",
        _ => "",
    }
}

fn end(tag: TagEnd, in_head: bool) -> &'static str {
    match tag {
        TagEnd::Paragraph | TagEnd::HtmlBlock => "</p>\n",
        TagEnd::Heading(_) => "</strong></p>\n",
        TagEnd::BlockQuote(_) => "</blockquote>\n",
        TagEnd::CodeBlock => "</code></pre>\n",
        TagEnd::List(true) => "</ol>\n",
        TagEnd::List(false) => "</ul>\n",
        TagEnd::Item => "</li>\n",
        TagEnd::Table => "</tbody></table>\n",
        TagEnd::TableHead => "</tr></thead>\n<tbody>",
        TagEnd::TableRow => "</tr>\n",
        TagEnd::TableCell if in_head => "</th>",
        TagEnd::TableCell => "</td>",
        TagEnd::Emphasis => "</em>",
        TagEnd::Strong => "</strong>",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn gives(write: fn(&mut Html, &str), markdown: &str, expected: &str) {
        let mut html = Html::default();
        write(&mut html, markdown);
        assert_eq!(html.finish(), expected);
    }

    #[test]
    fn a_stem_keeps_its_paragraphs_lists_and_tables() {
        gives(
            blocks,
            "One *two* **three**\n\n- a\n- b",
            "<p>One <em>two</em> <strong>three</strong></p>\n<ul><li>a</li>\n<li>b</li>\n</ul>\n",
        );
        gives(blocks, "3. c\n4. d", "<ol start=\"3\"><li>c</li>\n<li>d</li>\n</ol>\n");
        let table = "<table><thead><tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr></thead>\n<tbody><tr><td>1</td><td>2</td></tr>\n</tbody></table>\n";
        gives(blocks, "| a | b |\n|---|---|\n| 1 | 2 |", table);
    }

    #[test]
    fn html_and_links_inside_are_text() {
        gives(blocks, "a <b onclick=\"x\">b</b>", "<p>a &lt;b onclick=&quot;x&quot;&gt;b&lt;/b&gt;</p>\n");
        gives(blocks, "<script>\nalert(1)\n</script>", "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>\n");
        gives(blocks, "[here](javascript:alert(1)) ![x](https://a.b/c.png)", "<p>here x</p>\n");
    }

    #[test]
    fn an_option_is_one_line() {
        gives(inline, "At *most* `30` days", "At <em>most</em> <code>30</code> days");
        gives(inline, "1. is not a list here", "1. is not a list here");
        gives(inline, "# nor a heading", "# nor a heading");
        gives(inline, "a\n\nb", "a<br/>b");
    }
}
