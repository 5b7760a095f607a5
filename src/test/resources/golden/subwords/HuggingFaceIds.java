import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What the tokenizers library of Hugging Face, called through DJL, makes of each line of some
 * texts: one line of ids for a line of text. Lines end with a line feed alone.
 *
 * <p>{@code java -cp 'djl/*' HuggingFaceIds.java tokenizer.json ids.txt TEXT...}; see README.md.
 */
public final class HuggingFaceIds {
  private HuggingFaceIds() {}

  public static void main(String[] arguments) throws Exception {
    int differ = 0;
    try (HuggingFaceTokenizer tokenizer =
            HuggingFaceTokenizer.builder()
                .optTokenizerPath(Path.of(arguments[0]))
                .optPadding(false)
                .optTruncation(false)
                .optAddSpecialTokens(false)
                .build();
        BufferedWriter out = Files.newBufferedWriter(Path.of(arguments[1]))) {
      for (String file : Arrays.copyOfRange(arguments, 2, arguments.length)) {
        for (String line : Files.readString(Path.of(file), StandardCharsets.UTF_8).split("\n")) {
          Encoding encoding = tokenizer.encode(line);
          out.write(Arrays.toString(encoding.getIds()).replaceAll("[\\[\\],]", "") + "\n");
          differ += tokenizer.decode(encoding.getIds(), false).equals(line) ? 0 : 1;
        }
      }
    }
    System.out.println(differ + " lines come back changed from the library");
  }
}
