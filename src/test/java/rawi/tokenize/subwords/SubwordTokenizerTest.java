package rawi.tokenize.subwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import opennlp.tools.util.Span;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import rawi.tokenize.Kind;
import rawi.tokenize.OpenNlpTokenizer;
import rawi.tokenize.Script;
import rawi.tokenize.Token;

class SubwordTokenizerTest {
  private static SubwordTokenizer trained(Method method) {
    PieceCounts counts = Texts.counts(Pretokenizer.WORDS);
    return method == Method.BPE
        ? BytePairTraining.ofSize(400).train(counts)
        : UnigramTraining.ofSize(400).train(counts);
  }

  @DisplayName("100,000 random strings have ids that give them back, in places without gaps")
  @ParameterizedTest
  @EnumSource(Method.class)
  void randomStringsComeBack(Method method) {
    SubwordTokenizer tokenizer = trained(method);
    Random random = new Random(42);
    for (int round = 0; round < 100_000; round++) {
      String text = Texts.any(random);
      int[] ids = tokenizer.encode(text);
      if (!tokenizer.decode(ids).equals(text)) {
        assertThat(tokenizer.decode(ids)).isEqualTo(text);
      }
      int[] at = {0, 0};
      tokenizer.tokenize(
          text,
          (id, start, end) -> {
            if (start != at[0] || end < start || id != ids[at[1]]) {
              throw new AssertionError(id + " at " + start + ".." + end + " in " + text);
            }
            at[0] = end;
            at[1]++;
          });
      assertThat(at).containsExactly(text.length(), ids.length);
    }
  }

  @DisplayName("Real French and Arabic text comes back, with fewer tokens than bytes")
  @ParameterizedTest
  @CsvSource({
    "lm_fr_novels/valid.txt, BPE", "lm_fr_novels/valid.txt, UNIGRAM",
    "lm_ar_tashkeela/valid.diacritized.txt, BPE", "lm_ar_tashkeela/valid.diacritized.txt, UNIGRAM"
  })
  void realTextComesBack(String name, Method method) throws IOException {
    Path root = Path.of(Optional.ofNullable(System.getenv("RAWI_DATA")).orElse("../shared/data"));
    Path file = root.resolve(name);
    assumeTrue(Files.exists(file), () -> "skipped: no " + file + "; set RAWI_DATA");
    List<String> lines = Files.readAllLines(file);
    PieceCounts counts = new PieceCounts(Pretokenizer.WORDS);
    lines.subList(0, 200).forEach(counts::add);
    SubwordTokenizer tokenizer =
        method == Method.BPE
            ? BytePairTraining.ofSize(2000).train(counts)
            : new UnigramTraining(2000, 10_000, List.of()).train(counts);
    String text = String.join("\n", lines);
    int[] ids = tokenizer.encode(text);
    assertThat(tokenizer.decode(ids).equals(text)).isTrue();
    assertThat(ids.length * 2).isLessThan(text.getBytes(StandardCharsets.UTF_8).length);
  }

  @DisplayName("A token that holds the first byte of a character has its place, the next ones none")
  @Test
  void partsOfACharacter() {
    SubwordTokenizer tokenizer =
        new BytePairTraining(257, 1, List.of("[pad]"))
            .train(new PieceCounts(Pretokenizer.WORDS).add("a"));
    List<Token> tokens = tokenizer.tokenize("é😀a");
    assertThat(tokens.stream().map(Token::text).toList())
        .containsExactly("é", "", "😀", "", "", "", "a");
    assertThat(tokens.stream().map(Token::start).toList()).containsExactly(0, 1, 1, 3, 3, 3, 3);
    assertThat(tokens.stream().map(Token::end).toList()).containsExactly(1, 1, 3, 3, 3, 3, 4);
    assertThat(tokens.stream().map(Token::codePointEnd).toList())
        .containsExactly(1, 1, 2, 2, 2, 2, 3);
    assertThat(tokens.stream().map(Token::normalized).limit(2)).containsExactly("Ã", "©");
  }

  @DisplayName("A token tells what it is by its first character that is no space")
  @Test
  void kinds() {
    List<Token> tokens =
        trained(Method.BPE).tokenize(" l ا1;😀").stream()
            .filter(token -> !token.text().isBlank())
            .toList();
    assertThat(tokens.stream().map(Token::text)).containsExactly(" l", " ا", "1", ";", "😀");
    assertThat(tokens.stream().map(Token::kind))
        .containsExactly(Kind.WORD, Kind.WORD, Kind.NUMBER, Kind.PUNCTUATION, Kind.OTHER);
    assertThat(tokens.stream().map(Token::script))
        .containsExactly(Script.LATIN, Script.ARABIC, Script.NONE, Script.NONE, Script.NONE);
  }

  @DisplayName("Where OpenNLP asks for a tokenizer, sub-words are spans of the text")
  @Test
  void openNlp() {
    OpenNlpTokenizer tokenizer = new OpenNlpTokenizer(trained(Method.UNIGRAM));
    String text = "l'odeur du pain";
    StringBuilder back = new StringBuilder();
    for (Span span : tokenizer.tokenizePos(text)) {
      back.append(span.getCoveredText(text));
    }
    assertThat(back).hasToString(text);
  }

  @DisplayName("A special token spelled out gets its id, or is text for who asks so")
  @Test
  void specials() {
    SubwordTokenizer tokenizer = trained(Method.BPE);
    assertThat(tokenizer.encode("[pad]le[pad]")).startsWith(0).endsWith(0).hasSize(4);
    assertThat(tokenizer.decode(tokenizer.encode("[pad]le[pad]"))).isEqualTo("[pad]le[pad]");
    SubwordTokenizer careful = tokenizer.readingSpecialsAsText();
    assertThat(careful.encode("[pad]le")).doesNotContain(0);
    assertThat(careful.decode(careful.encode("[pad]le"))).isEqualTo("[pad]le");
    assertThat(careful.addedTokens()).containsExactly(new AddedToken(0, "[pad]", true));
  }

  @DisplayName("No training on the text of a special token makes text reach its id")
  @ParameterizedTest
  @EnumSource(Method.class)
  void specialTextIsNotLearned(Method method) throws IOException {
    PieceCounts counts = new PieceCounts(Pretokenizer.NONE);
    for (int i = 0; i < 50; i++) {
      counts.add("[pad]").add("[pad] x" + i);
    }
    SubwordTokenizer tokenizer =
        method == Method.BPE
            ? BytePairTraining.ofSize(300).train(counts)
            : UnigramTraining.ofSize(300).train(counts);
    assertThat(tokenizer.readingSpecialsAsText().encode("[pad]")).doesNotContain(0);
    assertThat(tokenizer.idOf("[pad]")).hasValue(0);
    byte[] file = TokenizerJsonTest.json(tokenizer); // in which no token stands twice
    assertThat(TokenizerJson.read(new ByteArrayInputStream(file), "t.json").size())
        .isEqualTo(tokenizer.size());
  }

  @DisplayName("The empty text has no tokens, and an id that no token has is refused")
  @Test
  void edges() {
    SubwordTokenizer tokenizer = trained(Method.UNIGRAM);
    assertThat(tokenizer.encode("")).isEmpty();
    assertThat(tokenizer.tokenize("")).isEmpty();
    assertThat(tokenizer.decode()).isEmpty();
    assertThatThrownBy(() -> tokenizer.decode(1, 400))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sub-words: expected the id of a token, 0 to 399, got 400");
    assertThatThrownBy(() -> tokenizer.decode(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @DisplayName("Ten million characters on one line, with and without spaces, come back")
  @ParameterizedTest
  @EnumSource(Method.class)
  void tenMillionCharacters(Method method) {
    SubwordTokenizer tokenizer = trained(method);
    for (String unit : List.of("waaa3er had film ! c'est شنو ؟ ", "abcdefghij")) {
      String text = unit.repeat(10_000_000 / unit.length());
      assertThat(tokenizer.decode(tokenizer.encode(text)).equals(text)).isTrue();
    }
  }

  @DisplayName("A long piece is counted in parts, cut between characters")
  @Test
  void parts() {
    PieceCounts counts =
        new PieceCounts(Pretokenizer.WORDS).add("é😀".repeat(500)).add("😀".repeat(500));
    int bytes = 0;
    for (int piece = 0; piece < counts.size(); piece++) {
      int length = counts.end(piece) - counts.start(piece);
      byte[] part = Arrays.copyOfRange(counts.bytes(), counts.start(piece), counts.end(piece));
      assertThat(length).isBetween(1, 256);
      assertThat(new String(part, StandardCharsets.UTF_8)).doesNotContain("\uFFFD");
      bytes += length * (int) counts.count(piece);
    }
    assertThat(bytes).isEqualTo(500 * 6 + 500 * 4);
  }

  @DisplayName("Learning from one line of 300,000 letters without a space takes seconds")
  @Test
  void longLineToLearnFrom() {
    Random random = new Random(9);
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < 300_000; i++) {
      line.append((char) ('a' + random.nextInt(26)));
    }
    PieceCounts counts = new PieceCounts(Pretokenizer.WORDS).add(line).add("😀".repeat(1000));
    assertThat(BytePairTraining.ofSize(600).train(counts).size()).isEqualTo(600);
  }

  @DisplayName("The same texts give the same tokenizer, byte by byte")
  @ParameterizedTest
  @EnumSource(Method.class)
  void training(Method method) throws IOException {
    assertThat(TokenizerJsonTest.json(trained(method)))
        .isEqualTo(TokenizerJsonTest.json(trained(method)));
  }

  @DisplayName("Without a memory of pieces the ids are the same")
  @ParameterizedTest
  @EnumSource(Method.class)
  void withoutMemory(Method method) {
    SubwordTokenizer tokenizer = trained(method);
    SubwordTokenizer without = tokenizer.withoutMemory();
    Random random = new Random(12);
    for (int round = 0; round < 5_000; round++) {
      String text = Texts.any(random) + Texts.MIXED.get(round % Texts.MIXED.size());
      assertThat(without.encode(text)).isEqualTo(tokenizer.encode(text));
    }
  }

  @DisplayName("Eight threads that share a tokenizer get what one alone gets")
  @Test
  void threads() throws Exception {
    Random random = new Random(8);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      texts.add(Texts.any(random) + Texts.MIXED.get(i % Texts.MIXED.size()));
    }
    SubwordTokenizer alone = trained(Method.BPE);
    List<int[]> expected = texts.stream().map(alone::encode).toList();
    SubwordTokenizer shared = trained(Method.BPE);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> work =
          () -> {
            boolean same = true;
            for (int i = 0; i < texts.size(); i++) {
              same &= Arrays.equals(shared.encode(texts.get(i)), expected.get(i));
            }
            return same;
          };
      for (Future<Boolean> done : threads.invokeAll(java.util.Collections.nCopies(8, work))) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      threads.shutdown();
    }
  }
}
