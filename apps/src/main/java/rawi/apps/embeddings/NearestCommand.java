package rawi.apps.embeddings;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.cli.Utf8Lines;
import rawi.embeddings.WordVectors;
import rawi.embeddings.queries.ExactSearch;
import rawi.embeddings.queries.Neighbour;
import rawi.embeddings.queries.ScreenedSearch;
import rawi.embeddings.queries.WordSearch;
import rawi.nn.backend.Workers;

/** {@code rawi embeddings nearest}. */
@Command(
    name = "nearest",
    mixinStandardHelpOptions = true,
    description = "The words whose vectors are most like that of each word, by their cosine.")
final class NearestCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final VectorsOptions options = new VectorsOptions();

  @Option(names = "--top", paramLabel = "N", description = "How many. Default: ${DEFAULT-VALUE}.")
  private int top = 10;

  @Option(
      names = "--screened",
      description =
          "Estimate all similarities from small codes first, compute only the best exactly: quicker"
              + " for many words, and seldom misses one.")
  private boolean screened;

  @Parameters(
      arity = "1..*",
      paramLabel = "WORD|-",
      description =
          "Words, or '-' for those on the lines of standard input. One that is unknown is named, and"
              + " the others are answered.")
  private List<String> words = List.of();

  NearestCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (top < 1) {
      throw new Usage("--top: expected at least 1, got " + top);
    }
    WordVectors vectors = options.read(session);
    Lookup lookup = new Lookup(vectors, options, session);
    boolean all = true;
    try (Workers workers = new Workers(session.threads())) {
      WordSearch search =
          screened ? new ScreenedSearch(vectors, workers) : new ExactSearch(vectors, workers);
      if (words.equals(List.of("-"))) {
        try (Utf8Lines lines = Utf8Lines.open("-", session.in())) {
          while (lines.advance() && !session.unread()) {
            all &= answered(lines.line().strip(), lookup, search);
          }
          if (lines.number() == 0) {
            throw new Failure(lines.name() + ": is empty");
          }
        }
      } else {
        for (String word : words) {
          all &= answered(word, lookup, search);
        }
      }
    }
    return all ? 0 : 1;
  }

  /** Whether a word has neighbours; the next ones are asked even if it has none. */
  private boolean answered(String word, Lookup lookup, WordSearch search) {
    try {
      answer(word, lookup, search);
      return true;
    } catch (Failure e) {
      session.complain(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private void answer(String word, Lookup lookup, WordSearch search) {
    List<Neighbour> neighbours =
        search.nearest(lookup.vector(word), top, lookup.numbers(List.of(word)));
    if (session.json()) {
      session.print(new Answer(word, neighbours));
      return;
    }
    if (words.size() > 1 || words.get(0).equals("-")) {
      session.out().println(word);
    }
    print(neighbours, session);
  }

  static void print(List<Neighbour> neighbours, Session session) {
    for (Neighbour neighbour : neighbours) {
      session
          .out()
          .println(
              String.format(Locale.ROOT, "  %.4f  %s", neighbour.similarity(), neighbour.word()));
    }
  }

  /** The answer as JSON. */
  private record Answer(String word, List<Neighbour> neighbours) {}
}
