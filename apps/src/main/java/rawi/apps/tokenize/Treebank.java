package rawi.apps.tokenize;

import java.util.List;
import rawi.apps.cli.Session;
import rawi.apps.cli.Utf8Lines;
import rawi.tokenize.gold.ConlluReader;
import rawi.tokenize.gold.GoldSentence;

/** Reads a CoNLL-U file that an option names. */
final class Treebank {
  private Treebank() {}

  static List<GoldSentence> read(String file, Session session) {
    try (Utf8Lines lines = Utf8Lines.open(file, session.in())) {
      ConlluReader reader = new ConlluReader(lines.name());
      while (lines.advance()) {
        reader.line(lines.line());
      }
      return reader.finish();
    }
  }
}
