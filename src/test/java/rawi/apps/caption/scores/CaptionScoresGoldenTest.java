package rawi.apps.caption.scores;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scores that sacrebleu and a second program computed; see {@code golden/captions}. */
class CaptionScoresGoldenTest {
  private static final double NEAR = 1e-9;

  /** One set of captions. */
  record Case(String name, JsonNode json) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            CaptionScoresGoldenTest.class.getResourceAsStream("/golden/captions/scores.json"))) {
      JsonNode json = new ObjectMapper().readTree(in);
      return list(json.get("cases")).map(c -> new Case(c.get("name").textValue(), c));
    }
  }

  private static Stream<JsonNode> list(JsonNode json) {
    return StreamSupport.stream(json.spliterator(), false);
  }

  private static List<String> tokens(JsonNode json) {
    return list(json).map(JsonNode::textValue).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("BLEU is sacrebleu's, ROUGE-L and CIDEr-D are the second program's")
  void golden(Case given) {
    JsonNode json = given.json();
    CaptionScores scores =
        CaptionScores.of(
            list(json.get("captions")).map(CaptionScoresGoldenTest::tokens).toList(),
            list(json.get("references"))
                .map(own -> list(own).map(CaptionScoresGoldenTest::tokens).toList())
                .toList());
    assertEquals(json.get("bleu").get(0).doubleValue(), scores.bleu1(), NEAR);
    assertEquals(json.get("bleu").get(1).doubleValue(), scores.bleu2(), NEAR);
    assertEquals(json.get("bleu").get(2).doubleValue(), scores.bleu3(), NEAR);
    assertEquals(json.get("bleu").get(3).doubleValue(), scores.bleu4(), NEAR);
    assertEquals(json.get("rougeL").doubleValue(), scores.rougeL(), NEAR);
    assertEquals(json.get("cider").doubleValue(), scores.cider(), NEAR);
  }
}
