package rawi.apps.tokenize;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import rawi.tokenize.Token;
import rawi.tokenize.Tokenizer;

/** A line for each text, spaces between tokens. */
final class PlainOutput implements TokenOutput {
  private static final int CHARS = 1 << 15;

  private final PrintStream out;
  private final Function<Token, String> form;
  private final StringBuilder waiting = new StringBuilder(CHARS + 1024);

  PlainOutput(PrintStream out, Function<Token, String> form) {
    this.out = out;
    this.form = form;
  }

  @Override
  public void write(String text, Tokenizer tokenizer, Optional<Origin> origin) {
    boolean[] first = {true};
    tokenizer.forEach(
        text,
        token -> {
          if (!first[0]) {
            waiting.append(' ');
          }
          first[0] = false;
          append(token);
        });
    waiting.append('\n');
    drain();
  }

  private void append(Token token) {
    waiting.append(form.apply(token));
    drain();
  }

  private void drain() {
    if (waiting.length() >= CHARS) {
      flush();
    }
  }

  @Override
  public void flush() {
    byte[] bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
    waiting.setLength(0);
  }
}
