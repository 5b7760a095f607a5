package rawi.tokenize.subwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TokenizerJsonTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  static byte[] json(SubwordTokenizer tokenizer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TokenizerJson.write(tokenizer, out);
    return out.toByteArray();
  }

  private static SubwordTokenizer read(byte[] json) throws IOException {
    return TokenizerJson.read(new ByteArrayInputStream(json), "t.json");
  }

  private static ObjectNode tree(Method method) throws IOException {
    PieceCounts counts = Texts.counts(Pretokenizer.GPT2);
    SubwordTokenizer tokenizer =
        method == Method.BPE
            ? BytePairTraining.ofSize(260).train(counts)
            : UnigramTraining.ofSize(260).train(counts);
    return (ObjectNode) MAPPER.readTree(json(tokenizer));
  }

  private static void assertSame(SubwordTokenizer a, SubwordTokenizer b) {
    Random random = new Random(2);
    for (int round = 0; round < 500; round++) {
      String text = Texts.any(random) + Texts.MIXED.get(round % Texts.MIXED.size());
      assertThat(a.encode(text)).isEqualTo(b.encode(text));
    }
  }

  @DisplayName("What is written is read again: the same ids, the same file")
  @ParameterizedTest
  @CsvSource({
    "BPE, WORDS",
    "BPE, GPT2",
    "BPE, NONE",
    "UNIGRAM, WORDS",
    "UNIGRAM, GPT2",
    "UNIGRAM, NONE"
  })
  void roundTrip(Method method, Pretokenizer pretokenizer, @TempDir Path folder)
      throws IOException {
    PieceCounts counts = Texts.counts(pretokenizer);
    List<String> specials = List.of("[pad]", "[début]", "\"\\", "هنا");
    SubwordTokenizer tokenizer =
        method == Method.BPE
            ? new BytePairTraining(400, 2, specials).train(counts)
            : new UnigramTraining(400, 5000, specials).train(counts);
    Path file = folder.resolve("t.json");
    TokenizerJson.write(tokenizer, file);
    SubwordTokenizer back = TokenizerJson.read(file);
    assertSame(back, tokenizer);
    assertThat(back.addedTokens()).isEqualTo(tokenizer.addedTokens());
    assertThat(back.pretokenizer()).isEqualTo(pretokenizer);
    assertThat(back.method()).isEqualTo(method);
    assertThat(json(back)).isEqualTo(Files.readAllBytes(file));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @DisplayName("Both forms of merges are read, and a file of the first versions without a type")
  @Test
  void forms() throws IOException {
    ObjectNode root = tree(Method.BPE);
    SubwordTokenizer expected = read(MAPPER.writeValueAsBytes(root));
    ObjectNode model = (ObjectNode) root.get("model");
    ArrayNode pairs = MAPPER.createArrayNode();
    for (JsonNode merge : model.get("merges")) {
      String[] parts = merge.asText().split(" ", -1);
      pairs.add(MAPPER.createArrayNode().add(parts[0]).add(parts[1]));
    }
    model.set("merges", pairs);
    model.remove("type");
    root.set("post_processor", root.get("decoder"));
    assertSame(read(MAPPER.writeValueAsBytes(root)), expected);
  }

  @DisplayName("Added tokens behind the vocabulary, special or not, keep their ids")
  @Test
  void addedBehind() throws IOException {
    ObjectNode root = tree(Method.BPE);
    ArrayNode added = (ArrayNode) root.get("added_tokens");
    added.add(added.get(0).deepCopy());
    ((ObjectNode) added.get(1)).put("id", 265).put("content", "é à").put("special", false);
    added.add(added.get(0).deepCopy());
    ((ObjectNode) added.get(2)).put("id", 264).put("content", "[pad]s");
    SubwordTokenizer tokenizer = read(MAPPER.writeValueAsBytes(root));
    assertThat(tokenizer.size()).isEqualTo(266);
    assertThat(tokenizer.encode("[pad]s[pad][pad]s")).containsExactly(264, 0, 264);
    assertThat(tokenizer.encode("é à[pad]")).containsExactly(265, 0);
    assertThat(tokenizer.readingSpecialsAsText().encode("é à[pad]")).startsWith(265);
    assertThat(tokenizer.decode(265)).isEqualTo("é à");
    assertThatThrownBy(() -> tokenizer.decode(262)).isInstanceOf(IllegalArgumentException.class);
    assertSame(read(json(tokenizer)), tokenizer);
  }

  @DisplayName("A space before the text is read where the file asks for one")
  @Test
  void prefixSpace() throws IOException {
    ObjectNode root = tree(Method.BPE);
    ((ObjectNode) root.get("pre_tokenizer")).put("add_prefix_space", true);
    SubwordTokenizer tokenizer = read(MAPPER.writeValueAsBytes(root));
    assertThat(tokenizer.decode(tokenizer.encode("le"))).isEqualTo(" le");
    assertThat(tokenizer.encode("le")).isEqualTo(tokenizer.encode(" le"));
    assertThat(tokenizer.tokenize("été").get(0).start()).isZero();
    int[] end = {0};
    tokenizer.tokenize(
        "été",
        (id, start, stop) -> {
          assertThat(start).isEqualTo(end[0]);
          end[0] = stop;
        });
    assertThat(end[0]).isEqualTo(3);
    assertSame(read(json(tokenizer)), tokenizer);
  }

  @DisplayName("Other kinds are refused by name, broken ones with their place, in one line")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/version|`\"2.0\"`|version: expected \"1.0\", got \"2.0\"",
        "/truncation|`{\"max_length\":5}`|truncation: expected null: sequences are cut by PadSequences; set it to null",
        "/normalizer|`{\"type\":\"NFC\"}`|normalizer: the type NFC is not known; expected null: text is not changed here before it is cut",
        "/pre_tokenizer|null|pre_tokenizer: expected the type ByteLevel, or a Sequence of Split and ByteLevel, got null",
        "/pre_tokenizer|`{\"type\":\"Metaspace\"}`|pre_tokenizer: the type Metaspace is not known; expected ByteLevel, or a Sequence of Split and ByteLevel",
        "/pre_tokenizer|`{\"type\":\"Sequence\",\"pretokenizers\":[{\"type\":\"Digits\"},{\"type\":\"ByteLevel\"}]}`|pre_tokenizer.pretokenizers[0]: the type Digits is not known here; expected a Sequence of Split and ByteLevel",
        "/pre_tokenizer|`{\"type\":\"Sequence\",\"pretokenizers\":[{\"type\":\"Split\",\"pattern\":{\"Regex\":\"\\\\w+\"},\"behavior\":\"Isolated\",\"invert\":false},{\"type\":\"ByteLevel\",\"use_regex\":false,\"add_prefix_space\":false}]}`|pre_tokenizer.pretokenizers[0].pattern.Regex: the pattern is not known; known are those of the pretokenizers words and gpt2",
        "/post_processor|`{\"type\":\"BertProcessing\"}`|post_processor: the type BertProcessing is not known; expected null or ByteLevel, as no ids are added around a text here",
        "/decoder|`{\"type\":\"WordPiece\"}`|decoder: expected the type ByteLevel, got the type WordPiece",
        "/model|null|model: expected a model, got null",
        "/model/type|`\"WordPiece\"`|model: the type WordPiece is not known; expected BPE or Unigram",
        "/model/type|`\"WordLevel\"`|model: the type WordLevel is not known; expected BPE or Unigram",
        "/model/type|`\"Unigram\"`|model.vocab: expected a list, got {\"[pad]\":0,\"!\":1,\"\\\"\":2,\"#\":3,\"$\":4,\"%\":5,\"&\":6,\"'\":7,\"(\":8,...",
        "/model/dropout|0.1|model.dropout: 0.1: merges are never left out here; expected null",
        "/model/byte_fallback|true|model.byte_fallback: true: expected a model of bytes, whose every byte is a token",
        "/model/end_of_word_suffix|`\"</w>\"`|model.end_of_word_suffix: \"</w>\": expected a byte-level model, without one",
        "/model/vocab|`{\"a\":1}`|model.vocab: no token for the byte 0x00 ('Ā'); expected all 256",
        "/model/vocab|`{\"▁le\":3}`|model.vocab: the token '▁le' is not spelled in the alphabet of bytes; expected a byte-level model",
        "/model/vocab|`{\"a\":1,\"b\":1}`|model.vocab: the tokens 'a' and 'b' have the same id 1",
        "/model/vocab|`{\"a\":-1}`|model.vocab.a: expected an id, 0 to 16777215, got -1",
        "/model/vocab|`{\"a\":2000000000}`|model.vocab.a: expected an id, 0 to 16777215, got 2000000000",
        "/model/vocab|`{\"[pad]\":7}`|model.vocab: the added token '[pad]' has the id 0, but not here; expected one id",
        "/model/vocab|`{\"a\\n\\u2028b\":3}`|model.vocab: the token 'a b' is not spelled in the alphabet of bytes; expected a byte-level model",
        "/model/merges|`[\"a b\",\"a\"]`|model.merges[0]: the token 'ab' is not in model.vocab",
        "/model/merges|`[\"a\"]`|model.merges[0]: expected two tokens, got \"a\"",
        "/model/merges|`[[\"a\",5]]`|model.merges[0][1]: expected a string, got 5",
        "/added_tokens/0/lstrip|true|added_tokens[0].lstrip: true: added tokens are found as they stand here; expected false",
        "/added_tokens/0/content|`\"\"`|added_tokens[0]: added token 0: expected a content, got none",
        "/added_tokens|5|added_tokens: expected a list, got 5",
      })
  void refused(String place, String value, String line) throws IOException {
    ObjectNode root = tree(Method.BPE);
    int last = place.lastIndexOf('/');
    ObjectNode parent = (ObjectNode) root.at(place.substring(0, last));
    parent.set(place.substring(last + 1), MAPPER.readTree(value));
    assertThatThrownBy(() -> read(MAPPER.writeValueAsBytes(root)))
        .isInstanceOf(IOException.class)
        .hasMessage("t.json: " + line);
  }

  @DisplayName("A unigram vocabulary with a broken entry is refused with its place")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`[\"ab\"]`|model.vocab[9]: expected a token and its score, got [\"ab\"]",
        "`[\"ab\",\"x\"]`|model.vocab[9][1]: expected a number, got \"x\"",
        "`[\"!\",-3]`|model.vocab[9]: the token '!' stands twice",
        "`[\"\",-3]`|model.vocab[9]: expected a token, got an empty one",
      })
  void refusedUnigram(String entry, String line) throws IOException {
    ObjectNode root = tree(Method.UNIGRAM);
    ((ArrayNode) root.at("/model/vocab")).set(9, MAPPER.readTree(entry));
    assertThatThrownBy(() -> read(MAPPER.writeValueAsBytes(root)))
        .isInstanceOf(IOException.class)
        .hasMessage("t.json: " + line);
  }

  @DisplayName("What is no JSON, cut short, or JSON of something else is refused in one line")
  @ParameterizedTest
  @EnumSource(Method.class)
  void noJson(Method method) throws IOException {
    byte[] whole = MAPPER.writeValueAsBytes(tree(method));
    for (int length : new int[] {0, 1, 100, whole.length / 2, whole.length - 1}) {
      assertThatThrownBy(() -> read(java.util.Arrays.copyOf(whole, length)))
          .isInstanceOf(IOException.class)
          .message()
          .startsWith("t.json: ")
          .doesNotContain("\n");
    }
    assertThatThrownBy(() -> read("[1]".getBytes(StandardCharsets.UTF_8)))
        .hasMessage("t.json: expected the JSON object of a tokenizer, got something else");
    assertThatThrownBy(() -> read("{\"model\":{\"a\":1,\"a\":2}}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Duplicate field 'a'");
    assertThatThrownBy(() -> read("{}".getBytes(StandardCharsets.UTF_8)))
        .hasMessage("t.json: model: expected a model, got nothing");
  }
}
