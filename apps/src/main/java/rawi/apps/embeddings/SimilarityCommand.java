package rawi.apps.embeddings;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import rawi.apps.cli.Session;
import rawi.embeddings.WordVectors;
import rawi.embeddings.queries.Similarity;

/** {@code rawi embeddings similarity}. */
@Command(
    name = "similarity",
    mixinStandardHelpOptions = true,
    description = "The cosine of the angle between the vectors of two words, -1 to 1.")
final class SimilarityCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final VectorsOptions options = new VectorsOptions();

  @Parameters(index = "0", paramLabel = "A")
  private String a = "";

  @Parameters(index = "1", paramLabel = "B")
  private String b = "";

  SimilarityCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    WordVectors vectors = options.read(session);
    Lookup lookup = new Lookup(vectors, options, session);
    double similarity = Similarity.of(lookup.vector(a), lookup.vector(b));
    if (session.json()) {
      session.print(new Answer(a, b, similarity));
    } else {
      session.out().println(String.format(Locale.ROOT, "%.4f", similarity));
    }
    return 0;
  }

  /** The answer as JSON. */
  private record Answer(String a, String b, double similarity) {}
}
