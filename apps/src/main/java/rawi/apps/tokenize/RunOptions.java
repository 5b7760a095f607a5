package rawi.apps.tokenize;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.cli.Utf8Lines;
import rawi.tokenize.Language;
import rawi.tokenize.Token;
import rawi.tokenize.WordTokenizer;

/** What {@code rawi tokenize} and {@code rawi tokenize run} ask for, and what they do. */
final class RunOptions {
  @Option(
      names = "--lang",
      paramLabel = "fr|ar|auto",
      description = "How tokens are normalized. Default: ${DEFAULT-VALUE}.")
  private String language = "auto";

  @Parameters(arity = "0..1", paramLabel = "FILE|-", description = "Default: standard input.")
  private String file = "-";

  int run(Session session) {
    WordTokenizer tokenizer = WordTokenizer.of(Usage.check(() -> Language.of(language)));
    try (Utf8Lines lines = Utf8Lines.open(file, session.in())) {
      while (lines.advance() && !session.unread()) {
        String text = lines.line();
        List<Token> tokens = tokenizer.tokenize(text);
        if (session.json()) {
          session.print(new Line(text, tokens.stream().map(JsonToken::of).toList()));
        } else {
          session.out().println(tokens.stream().map(Token::text).collect(Collectors.joining(" ")));
        }
      }
    }
    return 0;
  }

  /** One line's tokens, as JSON. */
  private record Line(String text, List<JsonToken> tokens) {}

  /** Offsets are UTF-16 units. */
  private record JsonToken(
      String text, String normalized, int start, int end, String kind, String script) {
    static JsonToken of(Token token) {
      return new JsonToken(
          token.text(),
          token.normalized(),
          token.start(),
          token.end(),
          token.kind().name().toLowerCase(Locale.ROOT),
          token.script().name().toLowerCase(Locale.ROOT));
    }
  }
}
