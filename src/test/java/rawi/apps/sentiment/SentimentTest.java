package rawi.apps.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rawi.nn.backend.Backend;
import rawi.nn.backend.BackendChoice;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.NvidiaProbe;
import rawi.nn.backend.Workers;
import rawi.nn.saving.Contents;
import rawi.nn.saving.RawiFile;
import rawi.tokenize.Language;

/** The model behind the three-line API. */
class SentimentTest {
  private static final List<String> ODD =
      List.of(
          "", " ", "😀😀 🇹🇳 👩‍👩‍👧", "\uD83D", "a\uDE00b", "bon\0mal", "\uFFFF", "magnifique");

  @TempDir private static Path folder;
  private static SentimentModel french;

  @BeforeAll
  static void aModel() {
    french = overfitted(Language.FR, Reviews.FRENCH);
  }

  @AfterAll
  static void close() {
    french.close();
  }

  private static SentimentModel overfitted(Language language, List<LabelledText> rows) {
    return overfitted(language, rows, 0);
  }

  private static SentimentModel overfitted(
      Language language, List<LabelledText> rows, double wide) {
    Backend.select(BackendChoice.CPU, new NvidiaProbe(Map.of())).start(line -> {});
    SentimentOptions options =
        new SentimentOptions(
            language,
            RecurrentLayer.BILSTM,
            8,
            8,
            0,
            0,
            1,
            1000,
            100,
            wide,
            false,
            30,
            5,
            0.03,
            1,
            30,
            1);
    CpuKernels kernels = new CpuKernels(new Workers(2));
    return new SentimentTraining(rows, rows, options, kernels, List.of()).run();
  }

  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"FR", "AR"})
  void tenExamplesAreLearntByHeart(Language language) {
    List<LabelledText> rows = language == Language.FR ? Reviews.FRENCH : Reviews.ARABIC;
    try (SentimentModel model = overfitted(language, rows)) {
      assertThat(model.evaluate(rows).accuracy()).isEqualTo(1);
    }
  }

  @Test
  void aSavedModelPredictsTheSameToTheLastBit() {
    Path file = folder.resolve("fr.rawi");
    SentimentFile.write(file, french, Map.of());
    try (SentimentModel loaded = SentimentModel.load(file)) {
      assertThat(loaded.labels()).isEqualTo(french.labels());
      assertThat(loaded.predict(ODD)).isEqualTo(french.predict(ODD));
      for (LabelledText row : Reviews.FRENCH) {
        assertThat(loaded.explain(row.text())).isEqualTo(french.explain(row.text()));
      }
    }
  }

  @Test
  void theWidePartIsSavedToTheLastBitToo() {
    Path file = folder.resolve("wide.rawi");
    List<LabelledText> twice = new ArrayList<>(Reviews.FRENCH);
    twice.addAll(Reviews.FRENCH);
    try (SentimentModel both = overfitted(Language.FR, twice, 4)) {
      assertThat(both.wide()).isPresent();
      SentimentFile.write(file, both, Map.of());
      try (SentimentModel loaded = SentimentModel.load(file)) {
        assertThat(loaded.config()).isEqualTo(both.config());
        assertThat(loaded.predict(ODD)).isEqualTo(both.predict(ODD));
        String text = "Un film magnifique";
        assertThat(loaded.explain(text)).isEqualTo(both.explain(text));
        assertThat(loaded.explain(text).tokens().get(2).weight()).isPositive();
      }
    }
  }

  @Test
  void validationRowsAreLearntOnlyOnceEverythingIsChosen() {
    List<LabelledText> rows = new ArrayList<>(Reviews.FRENCH);
    rows.addAll(Reviews.FRENCH);
    List<LabelledText> watched =
        List.of(
            new LabelledText("pos", "Un film grandiose"),
            new LabelledText("pos", "C'est grandiose !"),
            new LabelledText("neg", "Un repas froid"));
    List<SentimentTraining> runs =
        Stream.of(true, false)
            .map(refit -> quick(4, refit))
            .map(
                options ->
                    new SentimentTraining(
                        rows, watched, options, new CpuKernels(new Workers(1)), List.of()))
            .toList();
    try (SentimentModel all = runs.get(0).run();
        SentimentModel some = runs.get(1).run()) {
      assertThat(runs.get(0).validated()).isEqualTo(runs.get(1).validated());
      assertThat(all.config().joint()).isEqualTo(some.config().joint());
      assertThat(positive(all, "grandiose")).isGreaterThan(positive(some, "grandiose") + 0.05);
    }
  }

  private static SentimentOptions quick(double wide, boolean refit) {
    return new SentimentOptions(
        Language.FR, RecurrentLayer.LSTM, 3, 3, 0, 0, 1, 1000, 0, wide, refit, 1, 5, 0.03, 1, 1, 1);
  }

  /** The probability of the second of two labels. */
  private static double positive(SentimentModel model, String text) {
    return List.copyOf(model.predict(text).probabilities().values()).get(1);
  }

  @Test
  void aFileFromBeforeTheWidePartIsStillRead() {
    Path file = folder.resolve("old.rawi");
    SentimentOptions options = quick(0, false);
    CpuKernels kernels = new CpuKernels(new Workers(1));
    List<LabelledText> rows = Reviews.FRENCH;
    try (SentimentModel model =
        new SentimentTraining(rows, rows, options, kernels, List.of()).run()) {
      SentimentFile.write(file, model, Map.of());
      Contents contents = RawiFile.read(file, "sentiment");
      ObjectNode config = (ObjectNode) contents.json(Contents.CONFIG);
      config.remove(List.of("ngramBuckets", "recurrentShare"));
      RawiFile.write(file, contents.withJson(Contents.CONFIG, config));
      try (SentimentModel old = SentimentModel.load(file)) {
        assertThat(old.predict(ODD)).isEqualTo(model.predict(ODD));
      }
    }
  }

  @Test
  void anyTextIsAnswered() {
    for (String text : ODD) {
      assertAnswered(french.predict(text), text);
      Explanation explanation = french.explain(text);
      assertAnswered(explanation.prediction(), text);
      explanation.tokens().forEach(token -> assertThat(token.weight()).isFinite());
    }
    String endless = "film magnifique ".repeat(50_000);
    assertAnswered(french.predict(endless), endless);
  }

  private static void assertAnswered(Prediction prediction, String text) {
    assertThat(prediction.text()).isEqualTo(text);
    assertThat(prediction.probabilities()).containsOnlyKeys("neg", "pos");
    assertThat(prediction.probabilities().get(prediction.label()))
        .isEqualTo(prediction.probability())
        .isBetween(0.5, 1.0);
  }

  @Test
  void aTextIsAnsweredTheSameAloneAndAmongOthers() {
    List<Prediction> together = french.predict(ODD);
    for (int i = 0; i < ODD.size(); i++) {
      Prediction alone = french.predict(ODD.get(i));
      assertThat(together.get(i).text()).isEqualTo(ODD.get(i));
      assertThat(together.get(i).probability()).isCloseTo(alone.probability(), within(1e-6));
    }
  }

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    List<String> texts = Reviews.FRENCH.stream().map(LabelledText::text).toList();
    List<Prediction> expected = texts.stream().map(french::predict).toList();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Callable<List<Prediction>> all = () -> texts.stream().map(french::predict).toList();
      List<Future<List<Prediction>>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        answers.add(pool.submit(all));
      }
      for (Future<List<Prediction>> answer : answers) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void weightsBelongToTokensOfTheSourceAndAClearWordPushesMost() {
    String text = "Un film magnifique";
    Explanation explanation = french.explain(text);
    assertThat(explanation.prediction().label()).isEqualTo("pos");
    for (Explanation.WeightedToken token : explanation.tokens()) {
      assertThat(text.substring(token.start(), token.end())).isEqualTo(token.text());
    }
    assertThat(explanation.tokens())
        .extracting(Explanation.WeightedToken::text)
        .containsExactly("Un", "film", "magnifique");
    assertThat(explanation.tokens().get(2).weight()).isPositive();
  }

  @Test
  void labelsMayBeAnyAndMoreThanTwo() {
    List<LabelledText> rows = new ArrayList<>(Reviews.FRENCH);
    rows.add(new LabelledText("محايد", "Le colis est arrivé mardi matin."));
    rows.add(new LabelledText("محايد", "La salle compte deux cents places."));
    try (SentimentModel model = overfitted(Language.FR, rows)) {
      assertThat(model.labels()).containsExactly("neg", "pos", "محايد");
      assertThat(model.evaluate(rows).accuracy()).isEqualTo(1);
    }
  }
}
