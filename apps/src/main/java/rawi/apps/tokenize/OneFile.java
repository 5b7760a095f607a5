package rawi.apps.tokenize;

import java.util.List;
import rawi.apps.cli.Usage;

/** A command reads one file; several come through a pipe. */
final class OneFile {
  private OneFile() {}

  static void check(String file, List<String> more) {
    if (!more.isEmpty()) {
      throw new Usage(
          "%s: one file at a time, and %s is already one; join them with cat: cat %s %s | rawi tokenize ..."
              .formatted(more.get(0), file, file, String.join(" ", more)));
    }
  }
}
