package rawi.apps.nextword;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.cli.Utf8Lines;

/** {@code rawi nextword predict}. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description =
        "Suggests how a text goes on: the rest of its last word, or the next one. Without a prefix,"
            + " asks for lines; with '-', every line of standard input is a prefix.")
final class PredictCommand implements Callable<Integer> {
  private static final String PROMPT = "> ";

  private final Session session;

  @Option(names = "--model", required = true, paramLabel = "M.rawi", description = "The model.")
  private Path model = Path.of("");

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "How many suggestions. Default: ${DEFAULT-VALUE}.")
  private int top = 5;

  @Parameters(
      arity = "0..1",
      paramLabel = "PREFIX|-",
      description = "What was typed so far; a space at its end says that the last word is whole.")
  private Optional<String> prefix = Optional.empty();

  PredictCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (top < 1) {
      throw new Usage("--top: expected at least 1, got " + top);
    }
    try (NextWordModel loaded = NextWordFile.read(model, session.kernels(), () -> {})) {
      if (prefix.isEmpty()) {
        return ask(loaded);
      }
      if (prefix.get().equals("-")) {
        return lines(loaded);
      }
      print(prefix.get(), loaded.predict(prefix.get(), top));
    }
    return 0;
  }

  /** Each line for itself; one that cannot be answered is named, and the others go on. */
  private int lines(NextWordModel loaded) {
    int failed = 0;
    try (Utf8Lines lines = Utf8Lines.open("-", session.in())) {
      while (lines.advance() && !session.unread()) {
        try {
          print(lines.line(), loaded.predict(lines.line(), top));
        } catch (IllegalArgumentException e) {
          session.complain("line %d: %s".formatted(lines.number(), e.getMessage()));
          failed++;
        }
      }
    }
    return failed == 0 ? 0 : 1;
  }

  /** A text that grows: what is typed is put to it, a number takes a suggestion. */
  private int ask(NextWordModel loaded) {
    Typing typing = loaded.typing();
    String text = "";
    List<Suggestion> offered = new ArrayList<>();
    session.say(
        "Type the beginning of a text. A number takes a suggestion, an empty line starts anew.");
    session.show(PROMPT);
    try (Utf8Lines lines = Utf8Lines.open("-", session.in())) {
      while (lines.advance() && !session.unread()) {
        text = grown(text, lines.line(), offered, session);
        offered.clear();
        if (!text.isEmpty()) {
          try {
            offered.addAll(typing.suggest(text, top));
            print(text, offered);
          } catch (IllegalArgumentException e) {
            session.complain(String.valueOf(e.getMessage()));
          }
        }
        session.show(PROMPT + text);
      }
    }
    session.say("");
    return 0;
  }

  private static String grown(String text, String line, List<Suggestion> offered, Session session) {
    if (line.isEmpty()) {
      return "";
    }
    boolean choice = line.length() == 1 && line.charAt(0) >= '1' && line.charAt(0) <= '9';
    if (!choice || offered.isEmpty()) {
      return text + line;
    }
    int number = line.charAt(0) - '1';
    if (number >= offered.size()) {
      session.complain("there is no suggestion " + line);
      return text;
    }
    Suggestion taken = offered.get(number);
    return taken.text() + (WordCut.elided(taken.word()) ? "" : " ");
  }

  private void print(String text, List<Suggestion> suggestions) {
    if (suggestions.isEmpty()) {
      throw new Failure("'%s': the model knows no word to go on with".formatted(text));
    }
    if (session.json()) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("prefix", text);
      all.put("next", suggestions);
      session.print(all);
      return;
    }
    for (int i = 0; i < suggestions.size(); i++) {
      Suggestion s = suggestions.get(i);
      session
          .out()
          .println(
              String.format(Locale.ROOT, "%d\t%.4f\t%s\t%s", i + 1, s.p(), s.word(), s.text()));
    }
  }
}
