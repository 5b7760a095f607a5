package rawi.apps.embeddings;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import rawi.embeddings.projection.NeighbourEmbedding;
import rawi.embeddings.projection.PrincipalComponents;
import rawi.embeddings.projection.Projection;
import rawi.nn.saving.AtomicFile;

/** {@code rawi embeddings plot}. */
@Command(
    name = "plot",
    mixinStandardHelpOptions = true,
    description = "Draws words in a plane, like ones near each other, as an SVG picture.")
final class PlotCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final VectorsOptions options = new VectorsOptions();

  @Option(names = "--out", required = true, paramLabel = "P.svg", description = "The picture.")
  private Path out = Path.of("");

  @Option(
      names = "--method",
      paramLabel = "pca|tsne",
      description = "How vectors are brought into the plane. Default: ${DEFAULT-VALUE}.")
  private String method = "pca";

  @Option(
      names = "--top",
      paramLabel = "N",
      description =
          "Without words: the first N of the file that have a letter. Default: ${DEFAULT-VALUE}.")
  private int top = 100;

  @Option(
      names = "--words",
      paramLabel = "F",
      description = "File of words to draw, one a line; '-' is standard input.")
  private Optional<String> file = Optional.empty();

  @Parameters(arity = "0..*", paramLabel = "WORD", description = "Words to draw.")
  private List<String> words = List.of();

  PlotCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Projection projection = projection();
    if (top < 1) {
      throw new Usage("--top: expected at least 1, got " + top);
    }
    if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
      throw new Usage("--out: expected a name that ends in .svg, got '" + out + "'");
    }
    AtomicFile.requireWritable(out);
    WordVectors vectors = options.read(session);
    Lookup lookup = new Lookup(vectors, options, session);
    List<String> chosen = List.copyOf(new LinkedHashSet<>(chosen(vectors)));
    if (chosen.isEmpty()) {
      throw new Failure(options.file() + ": expected words to draw, got none");
    }
    List<float[]> units = new ArrayList<>();
    for (String word : chosen) {
      float[] vector = lookup.vector(word);
      float norm = Math.max(WordVectors.norm(vector), Float.MIN_NORMAL);
      for (int j = 0; j < vector.length; j++) {
        vector[j] /= norm;
      }
      units.add(vector);
    }
    double[][] places = projection.project(units);
    byte[] picture = new WordMap(chosen, places).svg().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(out, to -> to.write(picture), written -> {});
    if (session.json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("picture", out.toString());
      result.put("method", method);
      result.put("words", chosen.size());
      session.print(result);
    } else {
      session.out().println(out + ": " + Counted.words(chosen.size()));
    }
    return 0;
  }

  private Projection projection() {
    return switch (method) {
      case "pca" -> new PrincipalComponents();
      case "tsne" -> NeighbourEmbedding.usual();
      default -> throw new Usage("--method: expected pca or tsne, got '" + method + "'");
    };
  }

  private List<String> chosen(WordVectors vectors) {
    List<String> chosen = new ArrayList<>(words);
    if (file.isPresent()) {
      try (Utf8Lines lines = Utf8Lines.open(file.get(), session.in())) {
        while (lines.advance()) {
          if (!lines.line().isBlank()) {
            chosen.add(lines.line().strip());
          }
        }
      }
    }
    if (words.isEmpty() && file.isEmpty()) {
      for (int i = 0; i < vectors.size() && chosen.size() < top; i++) {
        String word = vectors.words().word(i);
        if (word.codePoints().anyMatch(Character::isLetter)) {
          chosen.add(word);
        }
      }
    }
    return chosen;
  }
}
