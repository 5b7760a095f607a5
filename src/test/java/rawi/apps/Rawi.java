package rawi.apps;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One run of the program inside the test's process. */
public record Rawi(int exit, String out, String err) {

  public static Rawi run(Object... arguments) {
    return fed("", arguments);
  }

  /** With something on standard input. */
  public static Rawi fed(String input, Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit = run(in, out, err, arguments);
    return new Rawi(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** With streams of the test's own. */
  public static int run(InputStream in, OutputStream out, OutputStream err, Object... arguments) {
    return Main.run(
        in,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Map.of(),
        List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
  }

  public List<String> outLines() {
    return out.lines().toList();
  }

  public List<String> errLines() {
    return err.lines().toList();
  }
}
