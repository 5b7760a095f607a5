package rawi.apps.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Session;
import rawi.apps.cli.Utf8Lines;

/**
 * A data set: lines of {@code label<TAB>text}.
 *
 * @param source what errors call it
 */
public record LabelledTexts(String source, List<LabelledText> rows) {
  private static final int SHOWN = 40; // characters of a bad line in its error

  /**
   * Reads a file, or standard input for {@code -}.
   *
   * @throws Failure naming file and line of what is wrong
   */
  public static LabelledTexts read(String file, Session session) {
    try (Utf8Lines lines = Utf8Lines.open(file, session.in())) {
      return read(lines);
    }
  }

  /**
   * Reads all lines that are left.
   *
   * @throws Failure naming the source and the line of what is wrong
   */
  public static LabelledTexts read(Utf8Lines lines) {
    List<LabelledText> rows = new ArrayList<>();
    int blank = 0; // number of the first blank line of those read last
    while (lines.advance()) {
      if (lines.line().isBlank()) {
        blank = blank == 0 ? lines.number() : blank;
        continue;
      }
      if (blank > 0) {
        throw new Failure(
            "%s: line %d: expected label<TAB>text, got a blank line"
                .formatted(lines.name(), blank));
      }
      rows.add(row(lines.line(), lines));
    }
    if (rows.isEmpty()) {
      throw new Failure(lines.name() + ": expected lines of label<TAB>text, got none");
    }
    return new LabelledTexts(lines.name(), rows);
  }

  private static LabelledText row(String line, Utf8Lines lines) {
    int tab = line.indexOf('\t');
    if (tab < 0) {
      throw new Failure(
          "%s: line %d: expected label<TAB>text, got no tab in '%s'"
              .formatted(lines.name(), lines.number(), shortened(line)));
    }
    String label = line.substring(0, tab).strip();
    if (label.isEmpty()) {
      throw new Failure(
          "%s: line %d: expected a label before the tab in '%s'"
              .formatted(lines.name(), lines.number(), shortened(line)));
    }
    return new LabelledText(label, line.substring(tab + 1));
  }

  private static String shortened(String line) {
    int end = line.offsetByCodePoints(0, Math.min(SHOWN, line.codePointCount(0, line.length())));
    return end < line.length() ? line.substring(0, end) + "..." : line;
  }

  /** The labels that occur, sorted. */
  public Set<String> labels() {
    Set<String> labels = new TreeSet<>();
    rows.forEach(row -> labels.add(row.label()));
    return labels;
  }

  /** Refuses a data set of one class. */
  public LabelledTexts requireClasses() {
    if (labels().size() < 2) {
      throw new Failure(
          "%s: expected at least two labels, got only '%s'"
              .formatted(source, labels().iterator().next()));
    }
    return this;
  }

  /** Refuses labels that are not among the known ones. */
  LabelledTexts requireKnown(List<String> known) {
    for (int i = 0; i < rows.size(); i++) {
      String label = rows.get(i).label();
      if (!known.contains(label)) {
        throw new Failure(
            "%s: line %d: label '%s' was not seen in training; known: %s"
                .formatted(source, i + 1, label, String.join(", ", known)));
      }
    }
    return this;
  }
}
