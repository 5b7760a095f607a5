package rawi.apps.nextword;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.apps.Rawi;
import rawi.apps.models.Checkpoint;
import rawi.nn.training.Batch;
import rawi.tokenize.Language;
import rawi.tokenize.Vocabulary;

@DisplayName("learning what comes next")
class NextWordTrainingTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100})
  void everyTokenIsPredictedOnceFromTheOneBeforeIt(int rows) {
    try (TokenFile.Writer writer = new TokenFile.Writer()) {
      for (int i = 0; i < 23; i++) {
        writer.add(100 + i);
      }
      try (TokenFile ids = writer.finish()) {
        List<List<Integer>> read = new ArrayList<>();
        SideBySide data = new SideBySide(ids, rows, 4);
        int pieces = 0;
        for (Batch batch : data.epoch(1)) {
          INDArray before = batch.inputs().get(0).values();
          INDArray next = batch.inputs().get(1).values();
          assertThat(batch.fresh().isEmpty()).isEqualTo(pieces > 0);
          for (int r = 0; r < before.size(0); r++) {
            if (read.size() <= r) {
              read.add(new ArrayList<>());
            }
            for (int t = 0; t < before.size(1); t++) {
              int row = r;
              int time = t;
              if (batch.inputs().get(0).mask().map(m -> m.getInt(row, time) == 1).orElse(true)) {
                int token = next.getInt(r, t);
                read.get(r).add(token);
                assertThat(before.getInt(r, t)).isEqualTo(token == 100 ? Corpus.END_ID : token - 1);
              }
            }
          }
          pieces += batch.size();
        }
        List<Integer> all = read.stream().flatMap(List::stream).toList();
        assertThat(all).hasSize(23).isSorted().doesNotHaveDuplicates();
        assertThat(pieces).isEqualTo(data.examples());
      }
    }
  }

  @Test
  void aTextIsItsWordsAnEndForEachLineAndUnknownOnes() {
    Text text = Text.of("t", List.of("a b a", " ", "b c", "a"));
    WordCut cut = new WordCut(WordCut.Kind.PLAIN, Language.FR);
    Corpus.Counts counts = Corpus.count(text, LineShare.ALL, cut);
    Vocabulary vocabulary = Corpus.vocabulary(counts.words(), 2, 10);
    try (Corpus corpus = Corpus.encode(text, LineShare.ALL, cut, vocabulary)) {
      int[] ids = new int[(int) corpus.tokens()];
      Arrays.setAll(ids, corpus.ids()::at);
      assertThat(ids).containsExactly(3, 4, 3, 2, 4, 1, 2, 3, 2);
      assertThat(corpus.lines()).isEqualTo(3);
      assertThat(corpus.unknown()).isEqualTo(1);
      assertThat(corpus.characters()).isEqualTo(12);
    }
  }

  @Test
  void anInterruptedRunReachesTheVeryWeightsOfAWholeOne() throws IOException {
    Path text = Stories.file(folder);
    Path whole = folder.resolve("whole.rawi");
    Path out = folder.resolve("m.rawi");
    Object[] few = {"--epochs", 4, "--dropout", 0.2, "--decay", "cosine", "--layers", 2};
    assertThat(Rawi.run(Stories.training(text, whole, few)).exit()).isZero();
    ByteArrayOutputStream dying =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int from, int count) {
            if (new String(bytes, from, count, StandardCharsets.UTF_8).startsWith("epoch 3/4")) {
              throw new IllegalStateException("the power is gone");
            }
            super.write(bytes, from, count);
          }
        };
    Object[] command = Stories.training(text, out, few);
    assertThat(Rawi.run(InputStream.nullInputStream(), dying, dying, command)).isEqualTo(1);
    Rawi resumed =
        Rawi.run(
            Stories.training(
                text,
                out,
                "--epochs",
                4,
                "--dropout",
                0.2,
                "--decay",
                "cosine",
                "--layers",
                2,
                "--resume"));
    assertThat(resumed.errLines().get(0)).isEqualTo("resumed after epoch 2");
    assertThat(weights(out)).isEqualTo(weights(whole));
    assertThat(Checkpoint.beside(out)).doesNotExist();
  }

  private static byte[] weights(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream in = zip.getInputStream(zip.getEntry("weights.safetensors"))) {
      return in.readAllBytes();
    }
  }

  @Test
  void everyFormOfNetworkLearnsAndComesBackFromItsFile() {
    Path text = Stories.file(folder);
    List<Object[]> forms =
        List.of(
            new Object[] {"--layer", "gru", "--tie", "off"},
            new Object[] {"--layer", "simplernn", "--embedding-dim", 32},
            new Object[] {"--softmax", "adaptive", "--tokenizer", "plain"});
    for (Object[] form : forms) {
      Path out = folder.resolve("m.rawi");
      Rawi run = Rawi.run(Stories.training(text, out, form));
      assertThat(run.exit()).as(run.err()).isZero();
      try (NextWordModel model = NextWordModel.load(out)) {
        Judgement judged = model.evaluate(Text.file(text.toString()));
        assertThat(judged.perplexity()).as(Arrays.toString(form)).isLessThan(4);
        String shown = run.out().replaceAll("(?s).*perplexity ", "").strip();
        assertThat(judged.perplexity())
            .isCloseTo(
                Double.parseDouble(shown), org.assertj.core.api.Assertions.withinPercentage(20));
      }
    }
  }

  @Test
  void spacesStandWhereTheLanguageHasThem() {
    WordCut french = new WordCut(WordCut.Kind.WORD, Language.FR);
    assertThat(french.spaced("l'", "arbre")).isFalse();
    assertThat(french.spaced("arbre", ",")).isFalse();
    assertThat(french.spaced("arbre", "!")).isTrue();
    assertThat(french.spaced("(", "arbre")).isFalse();
    assertThat(french.spaced("est", "-ce")).isFalse();
    assertThat(french.spaced("le", "chat")).isTrue();
    WordCut arabic = new WordCut(WordCut.Kind.WORD, Language.AR);
    assertThat(arabic.spaced("كتاب", "؟")).isFalse();
    assertThat(arabic.spaced("في", "البيت")).isTrue();
    WordCut plain = new WordCut(WordCut.Kind.PLAIN, Language.FR);
    assertThat(plain.spaced("l", "'")).isFalse();
    assertThat(plain.spaced("'", "arbre")).isFalse();
    assertThat(plain.spaced("peut", "-")).isFalse();
  }
}
