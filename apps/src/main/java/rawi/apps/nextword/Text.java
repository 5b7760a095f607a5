package rawi.apps.nextword;

import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import rawi.apps.cli.Usage;
import rawi.apps.cli.Utf8Lines;

/** A text that can be read more than once, line after line, however large. */
public interface Text {
  /** What messages call it. */
  String name();

  /** Hands on each line, in order. */
  void forEach(Consumer<String> line);

  /** Lines in memory. */
  static Text of(String name, List<String> lines) {
    return new Text() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void forEach(Consumer<String> line) {
        lines.forEach(line);
      }
    };
  }

  /**
   * A file in UTF-8.
   *
   * @throws Usage for standard input, which can be read only once
   */
  static Text file(String file) {
    if (file.equals("-")) {
      throw new Usage("a text is read twice: expected a file, got '-', standard input");
    }
    return new Text() {
      @Override
      public String name() {
        return file;
      }

      @Override
      public void forEach(Consumer<String> line) {
        try (Utf8Lines lines = Utf8Lines.open(file, InputStream.nullInputStream())) {
          while (lines.advance()) {
            line.accept(lines.line());
          }
        }
      }
    };
  }
}
