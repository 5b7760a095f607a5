package rawi.apps.caption.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CaptionScoresTest {
  private static final Offset<Double> NEAR = within(1e-12);

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  private static List<List<String>> captions(String... texts) {
    List<List<String>> all = new ArrayList<>();
    for (String text : texts) {
      all.add(words(text));
    }
    return all;
  }

  @Test
  void bleuByHand() {
    // tokens 3 of 4, runs of two 1 of 3; 4 tokens against 5
    CaptionScores s =
        CaptionScores.of(captions("a cat is here"), List.of(captions("a cat sat right here")));
    assertThat(s.bleu1()).isCloseTo(Math.exp(-0.25) * 0.75, NEAR);
    assertThat(s.bleu2()).isCloseTo(Math.exp(-0.25) * Math.sqrt(0.75 / 3), NEAR);
    assertThat(s.bleu3()).isZero();
  }

  @Test
  void aWordMatchesNoMoreOftenThanInOneReference() {
    CaptionScores s =
        CaptionScores.of(captions("the the the"), List.of(captions("the cat is", "is the the")));
    assertThat(s.bleu1()).isCloseTo(2.0 / 3, NEAR);
  }

  @Test
  void rougeLByHand() {
    // a common subsequence of 3 in 4 and in 5 tokens
    double p = 0.75;
    double r = 0.6;
    assertThat(RougeL.of(words("a cat is here"), captions("a cat sat right here")))
        .isCloseTo(2.44 * p * r / (r + 1.44 * p), NEAR);
    assertThat(RougeL.of(words("a b"), captions("a b c d", "b"))).isCloseTo(1, NEAR);
  }

  @Test
  void ciderDByHand() {
    // two images: a word in one of them weighs L = log 2. The first caption is its reference, of
    // two
    // tokens: cosines 1, 1, 0, 0. The second: min(L, L) L / (L sqrt(2) L), one token short.
    List<List<List<String>>> references = List.of(captions("a b"), captions("c d"));
    CiderD cider = new CiderD(references);
    assertThat(cider.of(words("a b"), references.get(0))).isCloseTo(5, NEAR);
    assertThat(cider.of(words("c"), references.get(1)))
        .isCloseTo(10.0 / 4 / Math.sqrt(2) * Math.exp(-1.0 / 72), NEAR);
    // said twice, the weight of c is cut to the reference's: min(2L, L) L / (2L sqrt(2) L)
    assertThat(cider.of(words("c c"), references.get(1)))
        .isCloseTo(10.0 / 4 / (2 * Math.sqrt(2)), NEAR);
    assertThat(CaptionScores.of(captions("a b", "c"), references).cider())
        .isCloseTo((5 + 2.5 / Math.sqrt(2) * Math.exp(-1.0 / 72)) / 2, NEAR);
  }

  @Test
  void exactCountsCaptionsThatAreOneOfTheirReferences() {
    CaptionScores s =
        CaptionScores.of(
            captions("a b", "c", "d d"),
            List.of(captions("b a", "a b"), captions("c c"), captions("d d")));
    assertThat(s.exact()).isCloseTo(2.0 / 3, NEAR);
  }

  @Test
  void theControlTakesEachCaptionForTheNextImage() {
    List<List<List<String>>> references = List.of(captions("a b"), captions("c d"), captions("e"));
    CaptionScores s = CaptionScores.of(captions("c d", "e", "a b"), references);
    assertThat(s.exact()).isZero();
    assertThat(s.control().orElseThrow().exact()).isEqualTo(1);
    assertThat(s.control().orElseThrow().bleu1()).isCloseTo(1, NEAR);
    CaptionScores same = CaptionScores.of(captions("c", "c", "c"), references);
    assertThat(same.control().orElseThrow()).isEqualTo(same.scores());
    assertThat(CaptionScores.of(captions("a"), List.of(captions("a"))).control()).isEmpty();
  }

  @Test
  void theScoresOfAllImagesDoNotDependOnTheirOrderAndPerfectOnesAreTheMost() {
    List<List<String>> own = captions("a b c d e", "f g h i j", "a f c h k");
    List<List<List<String>>> references = own.stream().map(List::of).toList();
    Scores best = CaptionScores.of(own, references).scores();
    assertThat(best.bleu4()).isCloseTo(1, NEAR);
    assertThat(best.rougeL()).isCloseTo(1, NEAR);
    assertThat(best.cider()).isCloseTo(10, NEAR);
    List<List<String>> said = captions("a b c x e", "f g", "k");
    Scores forward = CaptionScores.of(said, references).scores();
    Scores backward =
        CaptionScores.of(
                List.of(said.get(2), said.get(1), said.get(0)),
                List.of(references.get(2), references.get(1), references.get(0)))
            .scores();
    assertThat(backward.bleu2()).isCloseTo(forward.bleu2(), NEAR);
    assertThat(backward.cider()).isCloseTo(forward.cider(), NEAR);
    assertThat(backward.rougeL()).isCloseTo(forward.rougeL(), NEAR);
  }

  @Test
  void jsonHasTheScoresAndTheirControl() throws JsonProcessingException {
    CaptionScores s = CaptionScores.of(captions("a", "b"), List.of(captions("a"), captions("b")));
    ObjectMapper mapper = JsonMapper.builder().addModule(new Jdk8Module()).build();
    JsonNode json = mapper.readTree(mapper.writeValueAsString(s));
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "images", "bleu1", "bleu2", "bleu3", "bleu4", "cider", "rougeL", "exact", "control");
    assertThat(json.get("control").fieldNames())
        .toIterable()
        .containsExactly("bleu1", "bleu2", "bleu3", "bleu4", "cider", "rougeL", "exact");
  }

  @Test
  void whatCannotBeScoredIsRefused() {
    assertThatThrownBy(() -> CaptionScores.of(captions("a"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 1 captions of 0 images");
    assertThatThrownBy(() -> CaptionScores.of(captions("a"), List.of(List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none for image 0");
  }

  @Test
  void theBootstrapTellsABetterSystemFromALuckyOneAndIsTheSameByItsSeed() {
    SplittableRandom random = new SplittableRandom(5);
    List<List<List<String>>> references = new ArrayList<>();
    List<List<String>> good = new ArrayList<>();
    List<List<String>> bad = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      references.add(captions("a%d b%d c%d d%d e".formatted(i % 7, i % 5, i % 3, i % 2)));
      good.add(random.nextInt(10) < 8 ? references.get(i).get(0) : words("x e"));
      bad.add(random.nextInt(10) < 3 ? references.get(i).get(0) : words("x e"));
    }
    for (Scores.Metric metric : Scores.Metric.values()) {
      PairedBootstrap b = PairedBootstrap.of(metric, good, bad, references, 200, 1);
      assertThat(b.low()).isPositive().isLessThan(b.difference());
      assertThat(b.high()).isGreaterThan(b.difference());
      assertThat(b.better()).isGreaterThan(0.99);
      assertThat(PairedBootstrap.of(metric, good, bad, references, 200, 1)).isEqualTo(b);
      PairedBootstrap same = PairedBootstrap.of(metric, bad, bad, references, 50, 1);
      assertThat(same).isEqualTo(new PairedBootstrap(metric, 0, 0, 0, 0.5));
    }
    PairedBootstrap exact = PairedBootstrap.of(Scores.Metric.EXACT, good, bad, references, 200, 1);
    assertThat(exact.difference())
        .isCloseTo(
            CaptionScores.of(good, references).exact() - CaptionScores.of(bad, references).exact(),
            NEAR);
  }
}
