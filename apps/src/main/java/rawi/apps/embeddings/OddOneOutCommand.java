package rawi.apps.embeddings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import rawi.apps.cli.Session;
import rawi.embeddings.WordVectors;
import rawi.embeddings.queries.Neighbour;
import rawi.embeddings.queries.Similarity;

/** {@code rawi embeddings odd-one-out}. */
@Command(
    name = "odd-one-out",
    mixinStandardHelpOptions = true,
    description = "The word that is least like the mean of all of them.")
final class OddOneOutCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final VectorsOptions options = new VectorsOptions();

  @Parameters(arity = "3..*", paramLabel = "WORD", description = "Three words or more.")
  private List<String> words = List.of();

  OddOneOutCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    WordVectors vectors = options.read(session);
    Lookup lookup = new Lookup(vectors, options, session);
    double[] similarities = Similarity.toMean(words.stream().map(lookup::vector).toList());
    List<Neighbour> all = new ArrayList<>();
    for (int i = 0; i < similarities.length; i++) {
      all.add(new Neighbour(words.get(i), similarities[i]));
    }
    all.sort(Comparator.comparingDouble(Neighbour::similarity));
    if (session.json()) {
      session.print(new Answer(all.get(0).word(), all));
    } else {
      NearestCommand.print(all, session);
    }
    return 0;
  }

  /**
   * The answer as JSON.
   *
   * @param words with their similarity to the mean, the odd one first
   */
  private record Answer(String odd, List<Neighbour> words) {}
}
