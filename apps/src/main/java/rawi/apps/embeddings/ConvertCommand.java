package rawi.apps.embeddings;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rawi.apps.cli.Session;
import rawi.embeddings.WordVectors;
import rawi.embeddings.files.VectorFiles;

/** {@code rawi embeddings convert}. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    description =
        "Writes vectors in another form, which the name asks for: .vec, .bin (word2vec's), either"
            + " with .gz, or .rvec, which is opened in no time however large it is.")
final class ConvertCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final VectorsOptions options = new VectorsOptions();

  @Option(names = "--out", required = true, paramLabel = "V", description = "File to write.")
  private Path out = Path.of("");

  ConvertCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    VectorFiles.requireWritable(out);
    WordVectors vectors = options.read(session);
    boolean kept = vectors.subwords().isPresent() && VectorFiles.keepsSubwords(out);
    if (vectors.subwords().isPresent() && !kept) {
      session.say(out + ": holds whole words only; .rvec keeps the sub-words too");
    }
    VectorFiles.write(out, vectors);
    if (session.json()) {
      session.print(new Answer(out.toString(), vectors.size(), vectors.dimensions(), kept));
    } else {
      session
          .out()
          .println(
              "%s: %s, %d dimensions%s"
                  .formatted(
                      out,
                      Counted.words(vectors.size()),
                      vectors.dimensions(),
                      kept ? ", with sub-words" : ""));
    }
    return 0;
  }

  /** What was written, as JSON. */
  private record Answer(String vectors, int words, int dimensions, boolean subwords) {}
}
