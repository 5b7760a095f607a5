package rawi.apps.embeddings;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Session;
import rawi.apps.cli.Utf8Lines;
import rawi.embeddings.queries.Analogy;
import rawi.embeddings.queries.Similarity;

/** Reads what vectors are judged by. Empty lines, and lines that begin with #, are passed over. */
final class BenchmarkFiles {
  private static final Pattern COLONS = Pattern.compile(":");
  private static final Pattern TABS = Pattern.compile("\t");
  private static final Pattern SPACES = Pattern.compile(" +");

  private BenchmarkFiles() {}

  /** Lines of two words, a score, and whatever follows. */
  static List<Similarity.Pair> pairs(String file, Session session) {
    List<Similarity.Pair> pairs = new ArrayList<>();
    each(
        file,
        session,
        (line, lines) -> {
          Pattern by = line.contains("\t") ? TABS : line.contains(":") ? COLONS : SPACES;
          String[] fields = by.split(line, -1);
          if (fields.length < 3 || fields[0].isBlank() || fields[1].isBlank()) {
            throw error(lines, "expected two words and a score, got '" + line + "'");
          }
          pairs.add(
              new Similarity.Pair(fields[0].strip(), fields[1].strip(), score(fields[2], lines)));
        });
    if (pairs.isEmpty()) {
      throw new Failure(file + ": expected lines of two words and a score, got none");
    }
    return pairs;
  }

  private static double score(String text, Utf8Lines lines) {
    try {
      double score = Double.parseDouble(text.strip());
      if (Double.isFinite(score)) {
        return score;
      }
    } catch (NumberFormatException e) {
      throw error(lines, "expected a score, got '" + text.strip() + "'");
    }
    throw error(lines, "expected a score, got '" + text.strip() + "'");
  }

  /** Lines of four words, in sections that a line with a colon names. */
  static List<Analogy.Question> questions(String file, Session session) {
    List<Analogy.Question> questions = new ArrayList<>();
    String[] section = {"questions"};
    each(
        file,
        session,
        (line, lines) -> {
          if (line.startsWith(":")) {
            section[0] = line.substring(1).strip();
            return;
          }
          String[] words = line.split("[ \t]+", -1);
          if (words.length != 4) {
            throw error(lines, "expected four words, got %d in '%s'".formatted(words.length, line));
          }
          questions.add(new Analogy.Question(section[0], words[0], words[1], words[2], words[3]));
        });
    if (questions.isEmpty()) {
      throw new Failure(file + ": expected lines of four words, got none");
    }
    return questions;
  }

  private static void each(String file, Session session, BiConsumer<String, Utf8Lines> reader) {
    try (Utf8Lines lines = Utf8Lines.open(file, session.in())) {
      while (lines.advance()) {
        String line = lines.line().strip();
        if (!line.isEmpty() && !line.startsWith("#")) {
          reader.accept(line, lines);
        }
      }
    }
  }

  private static Failure error(Utf8Lines lines, String what) {
    return new Failure("%s: line %d: %s".formatted(lines.name(), lines.number(), what));
  }
}
