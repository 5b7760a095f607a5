package rawi.apps.nextword;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import rawi.nn.saving.AtomicFile;
import rawi.tokenize.subwords.SubwordTokenizer;
import rawi.tokenize.subwords.TokenizerJson;

/** The tokenizer of a model over pieces of words, as its file has it. */
public final class Subwords {
  private final SubwordTokenizer tokenizer;
  private final byte[] json;

  private Subwords(SubwordTokenizer tokenizer) {
    this.tokenizer = tokenizer.readingSpecialsAsText();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      TokenizerJson.write(tokenizer, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.json = out.toByteArray();
  }

  /**
   * Reads a {@code tokenizer.json}.
   *
   * @throws UncheckedIOException in one line: the file, the place in it, what was expected
   */
  public static Subwords read(Path file) {
    AtomicFile.requireReadable(file);
    try {
      return new Subwords(TokenizerJson.read(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // its message is the line to print
    }
  }

  /**
   * Those of a model file.
   *
   * @param name for the message
   * @throws IllegalArgumentException if it is no tokenizer
   */
  static Subwords of(JsonNode tokenizer, String name) {
    byte[] bytes = tokenizer.toString().getBytes(StandardCharsets.UTF_8);
    try {
      return new Subwords(TokenizerJson.read(new ByteArrayInputStream(bytes), name));
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  SubwordTokenizer tokenizer() {
    return tokenizer;
  }

  /** As a model file keeps it. */
  JsonNode json() {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What says in a run's facts which tokenizer it was. */
  String sha256() {
    return Corpus.hex(Corpus.digest().digest(json));
  }
}
