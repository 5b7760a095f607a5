package rawi.apps.embeddings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.embeddings.WordVectors;
import rawi.embeddings.files.Reading;
import rawi.embeddings.files.VectorFiles;

/** The options of all commands that read vectors. */
final class VectorsOptions {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kmg]?)b?");

  @Option(
      names = "--vectors",
      required = true,
      paramLabel = "V",
      description =
          "Vectors: word2vec's .vec or .bin, fastText's .bin, each also as .gz, or .rvec.")
  private Path file = Path.of("");

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Read only the first N words, which are the most frequent in most files.")
  private Optional<Integer> limit = Optional.empty();

  @Option(
      names = "--max-memory",
      paramLabel = "SIZE",
      description =
          "Refuse vectors that need more memory: 500m, 4g. Default: three quarters of Java's heap.")
  private Optional<String> maxMemory = Optional.empty();

  Path file() {
    return file;
  }

  WordVectors read(Session session) {
    Reading reading = Reading.all().withNotes(session::say);
    if (limit.isPresent()) {
      Reading before = reading;
      reading = Usage.checkOptions(() -> before.withLimit(limit.get()));
    }
    if (maxMemory.isPresent()) {
      Reading before = reading;
      reading = Usage.checkOptions(() -> before.withMaxBytes(bytes(maxMemory.get())));
    }
    return VectorFiles.read(file, reading);
  }

  private static long bytes(String size) {
    Matcher form = SIZE.matcher(size.toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      throw new Usage("--max-memory: expected a size such as 500m or 4g, got '" + size + "'");
    }
    int shift =
        switch (form.group(2)) {
          case "k" -> 10;
          case "m" -> 20;
          case "g" -> 30;
          default -> 0;
        };
    return Math.multiplyExact(Long.parseLong(form.group(1)), 1L << shift);
  }
}
