package rawi.apps.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Option;
import rawi.apps.cli.Session;
import rawi.embeddings.WordVectors;
import rawi.embeddings.files.Reading;
import rawi.embeddings.files.VectorFiles;
import rawi.tokenize.Vocabulary;

/** The option {@code --vectors}: word vectors learnt elsewhere, from which a model starts. */
public final class StartVectors {
  private static final String NAME = "vectors";

  @Option(
      names = "--vectors",
      paramLabel = "F.vec",
      description =
          "Word vectors to start from: .vec, .bin, fastText's .bin, .rvec; their length goes before"
              + " --embedding-dim.")
  private Optional<Path> file = Optional.empty();

  private Optional<WordVectors.Filled> filled = Optional.empty();

  /** The length of the vectors, if there are any, from the beginning of the file. */
  public Optional<Integer> dimensions() {
    return file.map(VectorFiles::dimensionsOf);
  }

  /** What tells a run that starts from vectors from others. */
  public void identify(Map<String, Object> run) {
    run.put(NAME, file.map(Path::toString).orElse("none"));
  }

  /**
   * Starts a model from the file, if there is one, and says how many words had a vector.
   *
   * @param words of the model's vocabulary
   * @param start puts the vectors of a file into the model
   */
  public void start(int words, Function<Path, WordVectors.Filled> start, Session session) {
    filled = file.map(start);
    filled.ifPresent(
        found -> {
          String composed =
              found.composed() == 0
                  ? ""
                  : ", and %d composed of sub-words".formatted(found.composed());
          session.say(
              "%s: vectors of %d of the %d words of the vocabulary%s"
                  .formatted(file.orElseThrow(), found.found(), words, composed));
        });
  }

  /** How many words were found, under the name of the option. */
  public void report(Map<String, Object> to) {
    filled.ifPresent(found -> to.put(NAME, found));
  }

  /**
   * Puts the vectors of a file into an embedding, for the words of a vocabulary that have one.
   *
   * @param embedding (words, dimensions), a row for each id of the vocabulary
   * @return how many words were found, and how many composed of sub-words
   * @throws IllegalArgumentException if the file is broken or its vectors of another length
   */
  public static WordVectors.Filled fill(Path file, INDArray embedding, Vocabulary vocabulary) {
    List<String> words =
        IntStream.range(0, vocabulary.size())
            .mapToObj(id -> vocabulary.contains(vocabulary.wordAt(id)) ? vocabulary.wordAt(id) : "")
            .toList();
    Reading wanted = Reading.all().withWanted(vocabulary::contains);
    return VectorFiles.read(file, wanted).fill(embedding, words);
  }
}
