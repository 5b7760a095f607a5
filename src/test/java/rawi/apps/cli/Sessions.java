package rawi.apps.cli;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Sessions whose streams a test can read. */
record Sessions(Session session, ByteArrayOutputStream outBytes, ByteArrayOutputStream errBytes) {
  static Sessions of(boolean terminal, boolean quiet) {
    GlobalOptions options = new GlobalOptions();
    options.quiet = quiet;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Session session =
        new Session(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            terminal ? Map.of("RAWI_TERMINAL", "1") : Map.of(),
            options);
    return new Sessions(session, out, err);
  }

  String out() {
    return outBytes.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return errBytes.toString(StandardCharsets.UTF_8);
  }
}
