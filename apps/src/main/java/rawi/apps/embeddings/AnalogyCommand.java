package rawi.apps.embeddings;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.embeddings.WordVectors;
import rawi.embeddings.queries.Analogy;
import rawi.embeddings.queries.Neighbour;
import rawi.nn.backend.Workers;

/** {@code rawi embeddings analogy}. */
@Command(
    name = "analogy",
    mixinStandardHelpOptions = true,
    description = "A is to B as C is to what?")
final class AnalogyCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final VectorsOptions options = new VectorsOptions();

  @Option(
      names = "--method",
      paramLabel = "add|mul",
      description = "How similarities are joined: 3CosAdd or 3CosMul. Default: ${DEFAULT-VALUE}.")
  private String method = Analogy.Method.ADD.toString();

  @Option(names = "--top", paramLabel = "N", description = "How many. Default: ${DEFAULT-VALUE}.")
  private int top = 5;

  @Parameters(index = "0", paramLabel = "A")
  private String a = "";

  @Parameters(index = "1", paramLabel = "B")
  private String b = "";

  @Parameters(index = "2", paramLabel = "C")
  private String c = "";

  AnalogyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Analogy.Method joined = Usage.checkOptions(() -> Analogy.Method.of(method));
    if (top < 1) {
      throw new Usage("--top: expected at least 1, got " + top);
    }
    WordVectors vectors = options.read(session);
    Lookup lookup = new Lookup(vectors, options, session);
    Analogy analogy = new Analogy(lookup.vector(a), lookup.vector(b), lookup.vector(c));
    try (Workers workers = new Workers(session.threads())) {
      List<Neighbour> answers =
          analogy.answers(vectors, workers, joined, top, lookup.numbers(List.of(a, b, c)));
      if (session.json()) {
        session.print(new Answer(a, b, c, answers));
      } else {
        NearestCommand.print(answers, session);
      }
    }
    return 0;
  }

  /** The answer as JSON. */
  private record Answer(String a, String b, String c, List<Neighbour> answers) {}
}
