package rawi.tokenize.subwords;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Sub-word tokenizers as files in the public {@code tokenizer.json} format. Read are byte-level
 * models: type BPE, and type Unigram where its tokens are bytes too. Everything that would change
 * the ids and is not done here (a normalizer, padding, tokens added around a text, other models) is
 * refused by name.
 *
 * <p>Source: the documentation of the tokenizers library of Hugging Face, whose ids these are: see
 * docs/subwords.md for how that was compared.
 */
public final class TokenizerJson {
  /** No vocabulary comes near; a larger id is an error, and not a reason to take gigabytes. */
  static final int LARGEST_ID = (1 << 24) - 1;

  private TokenizerJson() {}

  /**
   * Reads a tokenizer.
   *
   * @throws IOException in one line: the file, the place in it, what was expected, what came
   */
  public static SubwordTokenizer read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    }
  }

  /** Reads to the end of {@code in}; {@code name} stands in error messages. */
  public static SubwordTokenizer read(InputStream in, String name) throws IOException {
    JsonMapper mapper =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    JsonNode root;
    try {
      root = mapper.readTree(in.readAllBytes());
    } catch (JsonProcessingException e) {
      String reason = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new IOException(
          name + ": line " + line + ": expected the JSON of a tokenizer: " + reason, e);
    }
    JsonPlace place = new JsonPlace(name, "", root);
    if (!root.isObject()) {
      throw place.refused("expected the JSON object of a tokenizer, got something else");
    }
    return new TokenizerReader(place).read();
  }

  /** Writes {@code file}, replacing it; what stood there stays when writing fails. */
  public static void write(SubwordTokenizer tokenizer, Path file) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      try (OutputStream out = Files.newOutputStream(temporary)) {
        write(tokenizer, out);
      }
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Writes to {@code out}, which stays open. */
  public static void write(SubwordTokenizer tokenizer, OutputStream out) throws IOException {
    new TokenizerWriter(tokenizer).write(out);
  }
}
