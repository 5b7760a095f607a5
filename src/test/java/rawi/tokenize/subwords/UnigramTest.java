package rawi.tokenize.subwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UnigramTest {
  private static final String[] TOKENS = {"a", "b", "c", "ab", "bc", "abc", "ca", "cab", "bb"};
  private static final double[] SCORES = {-2, -2.5, -3, -3.1, -4, -4.2, -3.7, -5, -6};

  private static Unigram model() {
    byte[][] tokens =
        Arrays.stream(TOKENS).map(t -> t.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    return new Unigram(tokens, SCORES);
  }

  private static byte[] random(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(9)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) "abc".charAt(random.nextInt(3));
    }
    return bytes;
  }

  /** All ways to cut. */
  private static List<List<Integer>> cuts(String text) {
    List<List<Integer>> all = new ArrayList<>();
    if (text.isEmpty()) {
      all.add(List.of());
    }
    for (int t = 0; t < TOKENS.length; t++) {
      if (text.startsWith(TOKENS[t])) {
        for (List<Integer> rest : cuts(text.substring(TOKENS[t].length()))) {
          List<Integer> cut = new ArrayList<>(List.of(t));
          cut.addAll(rest);
          all.add(cut);
        }
      }
    }
    return all;
  }

  private static double score(List<Integer> cut) {
    return cut.stream().mapToDouble(t -> SCORES[t]).sum();
  }

  @DisplayName("The cut found is the most probable of all cuts")
  @Test
  void mostProbable() {
    Unigram model = model();
    Random random = new Random(5);
    for (int round = 0; round < 500; round++) {
      byte[] bytes = random(random);
      Ids ids = new Ids(8);
      model.segment(bytes, bytes.length, ids, new Scratch());
      List<Integer> found = Arrays.stream(ids.toArray(0)).boxed().toList();
      List<List<Integer>> all = cuts(new String(bytes, StandardCharsets.UTF_8));
      assertThat(all).contains(found);
      assertThat(score(found))
          .isCloseTo(
              all.stream().mapToDouble(UnigramTest::score).max().orElseThrow(), within(1e-12));
    }
  }

  @DisplayName("Expected counts and probability are those of the sum over all cuts")
  @Test
  void expectation() {
    Random random = new Random(6);
    for (int round = 0; round < 200; round++) {
      byte[] bytes = random(random);
      Lattice lattice = new Lattice(model());
      double logProbability = lattice.add(bytes, 0, bytes.length, 3);
      List<List<Integer>> all = cuts(new String(bytes, StandardCharsets.UTF_8));
      double total = all.stream().mapToDouble(cut -> Math.exp(score(cut))).sum();
      assertThat(logProbability).isCloseTo(Math.log(total), within(1e-10));
      for (int token = 0; token < TOKENS.length; token++) {
        int wanted = token;
        double expected =
            all.stream()
                .mapToDouble(
                    cut ->
                        Math.exp(score(cut))
                            * cut.stream().filter(t -> t == wanted).count()
                            / total)
                .sum();
        assertThat(lattice.expected()[token]).isCloseTo(3 * expected, within(1e-9));
      }
    }
  }

  @DisplayName("A long piece that is less probable than any double is counted all the same")
  @Test
  void longPiece() {
    Unigram rare = model().withScores(Arrays.stream(SCORES).map(s -> s * 10).toArray());
    byte[] bytes = "abcab".repeat(50).getBytes(StandardCharsets.UTF_8);
    Lattice lattice = new Lattice(rare);
    double logProbability = lattice.add(bytes, 0, bytes.length, 2);
    assertThat(logProbability).isBetween(-5000.0, -2000.0);
    double covered = 0;
    for (int token = 0; token < TOKENS.length; token++) {
      covered += lattice.expected()[token] * TOKENS[token].length();
    }
    assertThat(covered).isCloseTo(2 * 250, within(1e-6)); // every cut covers every byte
  }

  @DisplayName("Seeds are the strings of greatest weight, none cut inside a character")
  @Test
  void seeds() {
    PieceCounts counts = new PieceCounts(Pretokenizer.WORDS).add("été été été").add("سلام سلام");
    List<SeedTokens.Seed> seeds = SeedTokens.of(counts, 1000);
    List<String> strings =
        seeds.stream().map(seed -> Utf8.decode(seed.bytes(), seed.bytes().length)).toList();
    assertThat(strings).doesNotHaveDuplicates().contains(" été", "ét", "لام");
    assertThat(strings.get(0)).isEqualTo("été"); // three times three characters
    assertThat(seeds.get(0).weight()).isEqualTo(9);
    assertThat(strings).allMatch(string -> !string.contains("\uFFFD"));
    assertThat(SeedTokens.of(counts, 3)).hasSize(3);
  }

  @DisplayName("What takes a token's place is its best cut into two or more")
  @Test
  void withoutWhole() {
    Ids ids = new Ids(8);
    model().segmentWithoutWhole("abc".getBytes(StandardCharsets.UTF_8), ids, new Scratch());
    assertThat(ids.toArray(0)).containsExactly(0, 4); // a bc: -6; ab c: -6.1
  }

  @DisplayName("A trained vocabulary holds frequent strings, sorted by probability, and every byte")
  @Test
  void training() {
    SubwordTokenizer tokenizer =
        UnigramTraining.ofSize(330).train(Texts.counts(Pretokenizer.WORDS));
    assertThat(tokenizer.size()).isEqualTo(330);
    assertThat(tokenizer.form(0)).isEqualTo("[pad]");
    Unigram model = (Unigram) tokenizer.segmenter();
    for (int id = 258; id < tokenizer.size(); id++) {
      assertThat(model.score(id)).isLessThanOrEqualTo(model.score(id - 1));
      // no token but that of a byte begins or ends inside a character
      assertThat(tokenizer.decode(id)).doesNotContain("\uFFFD");
    }
    double mass = 0;
    for (int id = 1; id < tokenizer.size(); id++) {
      mass += Math.exp(model.score(id));
    }
    assertThat(mass).isCloseTo(1, within(1e-3));
    assertThat(tokenizer.encode(" marché")).hasSizeLessThan(4);
    assertThat(tokenizer.encode(" المكتبة")).hasSizeLessThan(4);
  }

  @DisplayName("Each step of expectation and maximization makes the pieces more probable")
  @Test
  void stepsClimb() {
    PieceCounts pieces = Texts.counts(Pretokenizer.WORDS);
    double before = Double.NEGATIVE_INFINITY;
    UnigramTraining training = UnigramTraining.ofSize(2000);
    Unigram model = training.start(pieces, Beginning.of(training.specials(), training.size()));
    for (int step = 0; step < 6; step++) {
      Lattice lattice = new Lattice(model);
      double now = 0;
      for (int p = 0; p < pieces.size(); p++) {
        int start = pieces.start(p);
        now +=
            pieces.count(p)
                * lattice.add(pieces.bytes(), start, pieces.end(p) - start, pieces.count(p));
      }
      assertThat(now).isGreaterThan(before);
      before = now;
      model = model.withScores(UnigramTraining.maximized(lattice.expected()));
    }
  }

  @DisplayName("Too few seeds, or nothing to learn from, are refused")
  @Test
  void refusals() {
    assertThatThrownBy(() -> new UnigramTraining(1000, 999, List.of()))
        .hasMessage("seeds: expected at least the size, 1000, got 999");
    assertThatThrownBy(() -> UnigramTraining.ofSize(300).train(new PieceCounts(Pretokenizer.WORDS)))
        .hasMessage("text: expected something to learn from, got none");
  }
}
