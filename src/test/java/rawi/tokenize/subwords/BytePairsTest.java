package rawi.tokenize.subwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BytePairsTest {
  private static List<String> merges(SubwordTokenizer tokenizer) {
    BytePairs pairs = (BytePairs) tokenizer.segmenter();
    return pairs.merges().stream()
        .map(m -> tokenizer.form(m.left()) + " " + tokenizer.form(m.right()))
        .toList();
  }

  @DisplayName("The most frequent pair is merged first, of equals the one with the smaller ids")
  @Test
  void worked() {
    // the words of Sennrich et al., 2016: low 5, lower 2, newest 6, widest 3
    PieceCounts counts = new PieceCounts(Pretokenizer.WORDS);
    add(counts, "low", 5);
    add(counts, "lower", 2);
    add(counts, "newest", 6);
    add(counts, "widest", 3);
    SubwordTokenizer tokenizer = new BytePairTraining(256 + 7, 1, List.of()).train(counts);
    // es and st stand 9 times, then est 9; lo and ow 7; ew, ne and west 6
    assertThat(merges(tokenizer))
        .containsExactly("e s", "es t", "l o", "lo w", "e w", "n ew", "new est");
    assertThat(tokenizer.tokenize("lowest newest").stream().map(t -> t.text()).toList())
        .containsExactly("low", "est", " ", "newest");
  }

  private static void add(PieceCounts counts, String word, int times) {
    IntStream.range(0, times).forEach(i -> counts.add(word));
  }

  @DisplayName("A run of one letter merges from the left, in training as in use")
  @Test
  void runs() {
    PieceCounts counts = new PieceCounts(Pretokenizer.WORDS).add("aaaaa").add("aaaaa");
    SubwordTokenizer tokenizer = new BytePairTraining(256 + 3, 2, List.of()).train(counts);
    assertThat(merges(tokenizer)).containsExactly("a a", "aa a", "aa aaa");
    assertThat(tokenizer.tokenize("aaaaaaaaa").stream().map(t -> t.text()).toList())
        .containsExactly("aa", "aa", "aaaaa");
  }

  @DisplayName("Training ends early where no pair is frequent enough")
  @Test
  void endsEarly() {
    PieceCounts counts = new PieceCounts(Pretokenizer.WORDS).add("abc abc xyz");
    assertThat(BytePairTraining.ofSize(1000).train(counts).size()).isEqualTo(1 + 256 + 2);
  }

  @DisplayName("Counts kept up by merging are those of counting anew after every merge")
  @Test
  void countsAreKeptUp() {
    PieceCounts counts = Texts.counts(Pretokenizer.WORDS);
    SubwordTokenizer tokenizer = new BytePairTraining(256 + 150, 1, List.of()).train(counts);
    assertThat(merges(tokenizer)).isEqualTo(naive(counts, 150));
  }

  /** The algorithm without its shortcuts. */
  private static List<String> naive(PieceCounts counts, int wanted) {
    List<List<Integer>> rows = new ArrayList<>();
    List<String> forms = new ArrayList<>();
    int[] byteIds = new int[256];
    for (int b : ByteAlphabet.inOrder()) {
      byteIds[b] = forms.size();
      forms.add(String.valueOf(ByteAlphabet.spell(b)));
    }
    for (int p = 0; p < counts.size(); p++) {
      List<Integer> row = new ArrayList<>();
      for (int i = counts.start(p); i < counts.end(p); i++) {
        row.add(byteIds[counts.bytes()[i] & 0xFF]);
      }
      rows.add(row);
    }
    List<String> merges = new ArrayList<>();
    while (merges.size() < wanted) {
      java.util.Map<List<Integer>, Long> pairs = new java.util.HashMap<>();
      for (int p = 0; p < rows.size(); p++) {
        for (int i = 0; i + 1 < rows.get(p).size(); i++) {
          pairs.merge(List.copyOf(rows.get(p).subList(i, i + 2)), counts.count(p), Long::sum);
        }
      }
      List<Integer> best =
          pairs.entrySet().stream()
              .min(
                  java.util.Comparator.comparing(
                          (java.util.Map.Entry<List<Integer>, Long> e) -> -e.getValue())
                      .thenComparing(e -> e.getKey().get(0))
                      .thenComparing(e -> e.getKey().get(1)))
              .orElseThrow()
              .getKey();
      merges.add(forms.get(best.get(0)) + " " + forms.get(best.get(1)));
      String form = forms.get(best.get(0)) + forms.get(best.get(1));
      int product = forms.contains(form) ? forms.indexOf(form) : forms.size();
      if (product == forms.size()) {
        forms.add(form);
      }
      rows.replaceAll(row -> merged(row, best, product));
    }
    return merges;
  }

  private static List<Integer> merged(List<Integer> row, List<Integer> pair, int product) {
    List<Integer> out = new ArrayList<>();
    int i = 0;
    while (i < row.size()) {
      boolean here = i + 1 < row.size() && row.subList(i, i + 2).equals(pair);
      out.add(here ? product : row.get(i));
      i += here ? 2 : 1;
    }
    return out;
  }

  @DisplayName("A long piece, merged by a heap, becomes what the short way makes of it")
  @Test
  void longAndShortAgree() {
    PieceCounts counts = Texts.counts(Pretokenizer.NONE);
    SubwordTokenizer tokenizer = BytePairTraining.ofSize(400).train(counts);
    BytePairs pairs = (BytePairs) tokenizer.segmenter();
    Random random = new Random(3);
    Scratch scratch = new Scratch();
    for (int round = 0; round < 2_000; round++) {
      int length = 1 + random.nextInt(160);
      byte[] bytes = new byte[length];
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) "etauls le'".charAt(random.nextInt(10));
      }
      Ids ids = new Ids(8);
      pairs.segment(bytes, length, ids, scratch);
      assertThat(ids.toArray(0)).isEqualTo(slow(pairs, bytes));
    }
  }

  /** One merge at a time over the whole piece. */
  private static int[] slow(BytePairs pairs, byte[] bytes) {
    List<Integer> row = new ArrayList<>();
    Ids one = new Ids(1);
    for (byte b : bytes) {
      pairs.segment(new byte[] {b}, 1, one, new Scratch());
    }
    Arrays.stream(one.toArray(0)).forEach(row::add);
    while (true) {
      int rank = Integer.MAX_VALUE;
      int at = -1;
      for (int i = 0; i + 1 < row.size(); i++) {
        for (int r = 0; r < pairs.merges().size(); r++) {
          BytePairs.Merge m = pairs.merges().get(r);
          if (m.left() == row.get(i) && m.right() == row.get(i + 1) && r < rank) {
            rank = r;
            at = i;
          }
        }
      }
      if (at < 0) {
        return row.stream().mapToInt(Integer::intValue).toArray();
      }
      row.set(at, pairs.merges().get(rank).product());
      row.remove(at + 1);
    }
  }

  @DisplayName("A size without room for the bytes, or nothing to learn from, is refused")
  @Test
  void refusals() {
    assertThatThrownBy(() -> BytePairTraining.ofSize(256))
        .hasMessage("size: expected 257 (the 256 bytes and 1 special token) to 16777215, got 256");
    assertThatThrownBy(() -> new BytePairTraining(300, 0, List.of()))
        .hasMessage("min-count: expected at least 1, got 0");
    assertThatThrownBy(() -> new BytePairTraining(300, 1, List.of("a")))
        .hasMessage("special token 'a': is the form of a byte; expected a longer one");
    assertThatThrownBy(() -> new BytePairTraining(300, 1, List.of("[x]", "[x]")))
        .hasMessage("special token '[x]': stands twice");
    assertThatThrownBy(
            () -> BytePairTraining.ofSize(300).train(new PieceCounts(Pretokenizer.WORDS)))
        .hasMessage("text: expected something to learn from, got none");
  }
}
