package rawi.apps.embeddings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.embeddings.WordVectors;
import rawi.embeddings.queries.Analogy;
import rawi.embeddings.queries.Similarity;
import rawi.nn.backend.Workers;

/** {@code rawi embeddings evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Judges vectors by how similar people find pairs of words (Spearman's correlation of"
            + " ranks), or by analogies whose answers are known.")
final class EvaluateCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final VectorsOptions options = new VectorsOptions();

  @Option(
      names = "--pairs",
      paramLabel = "F",
      description = "Lines of two words and a score, separated by tabs, colons or spaces.")
  private Optional<String> pairs = Optional.empty();

  @Option(
      names = "--analogies",
      paramLabel = "F",
      description = "Lines of four words; a line ': name' begins a section.")
  private Optional<String> analogies = Optional.empty();

  @Option(
      names = "--method",
      paramLabel = "add|mul",
      description = "Of analogies: 3CosAdd or 3CosMul. Default: ${DEFAULT-VALUE}.")
  private String method = Analogy.Method.ADD.toString();

  EvaluateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (pairs.isPresent() == analogies.isPresent()) {
      throw new Usage("expected either --pairs or --analogies");
    }
    Analogy.Method joined = Usage.checkOptions(() -> Analogy.Method.of(method));
    if (pairs.isPresent()) {
      List<Similarity.Pair> read = BenchmarkFiles.pairs(pairs.get(), session);
      WordVectors vectors = options.read(session);
      Lookup lookup = new Lookup(vectors, options, session);
      print(
          Similarity.evaluate(
              read.stream()
                  .map(
                      p -> new Similarity.Pair(lookup.known(p.a()), lookup.known(p.b()), p.score()))
                  .toList(),
              vectors));
    } else {
      List<Analogy.Question> read = BenchmarkFiles.questions(analogies.orElseThrow(), session);
      WordVectors vectors = options.read(session);
      Lookup lookup = new Lookup(vectors, options, session);
      try (Workers workers = new Workers(session.threads())) {
        print(
            Analogy.evaluate(
                read.stream().map(q -> known(q, lookup)).toList(), vectors, workers, joined));
      }
    }
    return 0;
  }

  private static Analogy.Question known(Analogy.Question q, Lookup lookup) {
    return new Analogy.Question(
        q.section(),
        lookup.known(q.a()),
        lookup.known(q.b()),
        lookup.known(q.c()),
        lookup.known(q.answer()));
  }

  private void print(Similarity.Agreement agreement) {
    if (session.json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("pairs", agreement.pairs());
      result.put("covered", agreement.covered());
      result.put("coverage", (double) agreement.covered() / agreement.pairs());
      result.put("spearman", agreement.spearman());
      session.print(result);
      return;
    }
    session
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "Spearman %s on %d of %d pairs",
                agreement
                    .spearman()
                    .map(r -> String.format(Locale.ROOT, "%.4f", r))
                    .orElse("undefined"),
                agreement.covered(),
                agreement.pairs()));
  }

  private void print(List<Analogy.Score> scores) {
    Analogy.Score all =
        new Analogy.Score(
            "all",
            scores.stream().mapToInt(Analogy.Score::questions).sum(),
            scores.stream().mapToInt(Analogy.Score::covered).sum(),
            scores.stream().mapToInt(Analogy.Score::right).sum());
    if (session.json()) {
      Map<String, Object> result = fields(all);
      result.remove("section");
      result.put("sections", scores.stream().map(EvaluateCommand::fields).toList());
      session.print(result);
      return;
    }
    for (Analogy.Score score : scores) {
      session.out().println(line(score));
    }
    session.out().println(line(all));
  }

  private static Map<String, Object> fields(Analogy.Score score) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("section", score.section());
    fields.put("questions", score.questions());
    fields.put("covered", score.covered());
    fields.put("coverage", (double) score.covered() / score.questions());
    fields.put("right", score.right());
    fields.put("accuracy", score.accuracy());
    return fields;
  }

  private static String line(Analogy.Score score) {
    return String.format(
        Locale.ROOT,
        "%.4f  %d of %d covered, of %d: %s",
        score.accuracy(),
        score.right(),
        score.covered(),
        score.questions(),
        score.section());
  }
}
