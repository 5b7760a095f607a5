package rawi.tokenize.sentences;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;

/**
 * Sentences as a model of OpenNLP finds them. The French one is the project's own, trained on
 * French-GSD (opennlp-models-sentdetect-fr 1.3.0); there is none for Arabic. Safe for several
 * threads: each text gets a detector of its own.
 */
public final class OpenNlpSentences implements SentenceSplitter {
  private static final String FRENCH = "/opennlp-fr-ud-gsd-sentence-1.3-2.5.4.bin";

  private final SentenceModel model;

  /** Sentences as {@code model} finds them. */
  public OpenNlpSentences(SentenceModel model) {
    this.model = model;
  }

  /**
   * The French model that comes with Rawi.
   *
   * @throws IllegalStateException if its jar is not on the class path
   */
  public static OpenNlpSentences french() {
    try (InputStream in = SentenceModel.class.getResourceAsStream(FRENCH)) {
      if (in == null) {
        throw new IllegalStateException(
            "no " + FRENCH + " on the class path: add opennlp-models-sentdetect-fr");
      }
      return new OpenNlpSentences(new SentenceModel(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Sentence> split(String text) {
    return Arrays.stream(new SentenceDetectorME(model).sentPosDetect(text))
        .map(span -> new Sentence(span.getStart(), span.getEnd()))
        .toList();
  }
}
