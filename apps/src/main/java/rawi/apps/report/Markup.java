package rawi.apps.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Markup that is at once HTML and well-formed XML. Whatever comes in as text or attribute value
 * goes out as text: there is no way to write a tag except {@link #open} and {@link #leaf}.
 */
final class Markup {
  private static final Set<String> LINES =
      Set.of("head", "style", "title", "header", "nav", "main", "section", "figure", "div", "p");
  private final StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes as name, value, name, value. */
  Markup open(String tag, String... attributes) {
    start(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /** Closes the element opened last. */
  Markup close() {
    String tag = open.pop();
    out.append("</").append(tag).append('>');
    if (LINES.contains(tag)) {
      out.append('\n');
    }
    return this;
  }

  /** An element without content: only for void elements of HTML and elements of SVG. */
  Markup leaf(String tag, String... attributes) {
    start(tag, attributes);
    out.append(" />");
    return this;
  }

  /** An element that holds only text. */
  Markup element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  Markup text(String text) {
    text.codePoints().forEach(c -> append(c, false));
    return this;
  }

  /**
   * Words that came from data, on a line of the page: an inline block of its own, because no
   * direction mark inside one can reach the text around it.
   */
  Markup foreign(String text, Language language) {
    Language own = language.forText(text);
    if (own.rightToLeft()) {
      return element("bdi", text, "lang", own.tag(), "dir", "rtl");
    }
    return element("bdi", text, "dir", "ltr");
  }

  /** A style sheet, which HTML reads without unescaping. */
  Markup style(String css) {
    if (css.indexOf('<') >= 0 || css.indexOf('&') >= 0) {
      throw new IllegalArgumentException("style sheet: expected no '<' and no '&'");
    }
    open("style");
    out.append('\n').append(css);
    return close();
  }

  /** The document; every element must have been closed. */
  String document() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return out.toString();
  }

  private void start(String tag, String... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException("<" + tag + ">: expected attributes in pairs");
    }
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      attributes[i + 1].codePoints().forEach(c -> append(c, true));
      out.append('"');
    }
  }

  private void append(int c, boolean inAttribute) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append(inAttribute ? "&quot;" : "\"");
      default -> out.appendCodePoint(allowed(c) ? c : 0xFFFD);
    }
  }

  /** The characters of XML 1.0, section 2.2, less the C1 controls, which HTML does not take. */
  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c < 0x7F)
        || (c >= 0xA0 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD && !(c >= 0xFDD0 && c <= 0xFDEF))
        || (c >= 0x10000 && c <= 0x10FFFF && (c & 0xFFFE) != 0xFFFE);
  }
}
