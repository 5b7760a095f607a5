package rawi.apps.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.apps.caption.Caption;
import rawi.apps.caption.CaptionModel;
import rawi.apps.caption.CaptionOptions;
import rawi.apps.caption.CaptionTraining;
import rawi.apps.caption.Watched;
import rawi.apps.caption.data.CaptionData;
import rawi.apps.caption.data.CaptionSet;
import rawi.apps.caption.data.CaptionText;
import rawi.apps.caption.data.CaptionedImage;
import rawi.apps.caption.data.Opened;
import rawi.apps.caption.data.Split;
import rawi.apps.caption.features.Encoders;
import rawi.apps.caption.features.Features;
import rawi.apps.caption.network.Join;
import rawi.apps.caption.scenes.SceneOptions;
import rawi.apps.caption.scenes.Scenes;
import rawi.apps.caption.scores.CaptionScores;
import rawi.apps.cli.Progress;
import rawi.apps.cli.Session;
import rawi.apps.report.AttendedWord;
import rawi.apps.report.CaptionSection;
import rawi.apps.report.CaptionedPicture;
import rawi.apps.report.LearningCurves;
import rawi.apps.report.Picture;
import rawi.apps.report.Score;
import rawi.nn.Weights;
import rawi.nn.training.EpochReport;
import rawi.vision.images.Image;

/**
 * Captioners of drawn scenes, judged on scenes that they have not seen. The first language trains
 * the network that looks together with its words; the others learn only words, on what that network
 * sees.
 *
 * @param pictures to learn from
 * @param judged pictures to be judged on
 * @param epochs of the first language
 * @param wordEpochs of each other one
 */
record CaptionDemo(int pictures, int judged, int epochs, int wordEpochs) {
  private static final int SIDE = 40; // pixels
  private static final int WATCHED = 150; // pictures
  private static final int SHOWN = 8; // in the report, of each language
  private static final int TOLD = 2; // on the console
  private static final List<String> LANGUAGES = List.of("fr", "ar", "en");

  static final CaptionDemo WHOLE = new CaptionDemo(4500, 300, 17, 8);
  static final CaptionDemo QUICK = new CaptionDemo(2000, 300, 9, 7);

  /** What the models of all languages brought. */
  record Outcome(Map<String, Object> results, List<CaptionSection> sections) {}

  Outcome run(Session session) {
    CaptionData data = Scenes.of(new SceneOptions(pictures, WATCHED, judged, SIDE, session.seed()));
    Features looking =
        new Features(
            Encoders.cnn(SIDE, new Weights(session.seed(), DataType.FLOAT)),
            session.kernels(),
            Optional.empty(),
            line -> {});
    Map<String, Object> results = new LinkedHashMap<>();
    List<CaptionSection> sections = new ArrayList<>();
    List<CaptionModel> models = new ArrayList<>();
    for (String lang : LANGUAGES) {
      boolean first = models.isEmpty();
      One one = new One(session, data, first ? looking : looking.frozen(), lang, first);
      models.add(one.model);
      results.put(lang, one.result());
      sections.add(one.section());
    }
    models.forEach(CaptionModel::close);
    return new Outcome(results, sections);
  }

  /** A scene is said in few words, each of which is seen often: a small decoder, no dropout. */
  private CaptionOptions options(Session session, boolean first) {
    CaptionOptions d = CaptionOptions.defaults();
    return new CaptionOptions(
        Join.ATTENTION,
        96,
        64,
        64,
        0,
        0,
        d.tied(),
        0,
        1,
        1,
        d.textEpochs(),
        d.textLearningRate(),
        first ? epochs : wordEpochs,
        16,
        0.003,
        d.clipNorm(),
        0,
        Watched.LOSS,
        epochs,
        1,
        d.lengthPower(),
        d.maxWords(),
        SIDE,
        session.seed());
  }

  /** The captioner of one language. */
  private final class One {
    final String lang;
    final CaptionTraining training;
    final CaptionModel model;
    final CaptionSet test;
    final List<Image> images = new ArrayList<>();
    final List<Caption> said;
    final CaptionScores scores;
    final double seconds;
    final boolean first;

    One(Session session, CaptionData data, Features features, String lang, boolean first) {
      this.lang = lang;
      this.first = first;
      CaptionOptions options = options(session, first);
      session.say("");
      session.say(
          "%s: %d to learn from, %d to watch, %d to be judged on"
              .formatted(heading(), pictures, WATCHED, judged));
      long start = System.nanoTime();
      CaptionTraining.Material material =
          new CaptionTraining.Material(
              lang,
              features.of(data.select(Split.TRAIN, lang).images()),
              features.of(data.select(Split.VALID, lang).images()),
              List.of());
      training =
          new CaptionTraining(
              material,
              features.encoder(),
              options,
              session.kernels(),
              List.of(new Progress(session, options.epochs())),
              session::say);
      model = training.run();
      seconds = (System.nanoTime() - start) / 1e9;
      test = data.select(Split.TEST, lang);
      for (CaptionedImage image : test.images()) {
        if (image.open() instanceof Opened.Picture picture) {
          images.add(picture.image());
        }
      }
      said = model.predict(images, options.beam());
      scores = CaptionScores.of(said.stream().map(Caption::words).toList(), test.references());
      if (!session.json()) {
        tell(session);
      }
    }

    private String heading() {
      return "Captions of drawn scenes in "
          + Locale.forLanguageTag(lang).getDisplayLanguage(Locale.ENGLISH);
    }

    private void tell(Session session) {
      session
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s: %.1f %% exactly right on %d scenes it has not seen, trained in %.1f s",
                  heading(),
                  100 * scores.exact(),
                  scores.images(),
                  seconds));
      said.subList(0, TOLD).forEach(caption -> session.out().println("  " + caption.text()));
    }

    Map<String, Object> result() {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("exact", scores.exact());
      result.put("bleu4", scores.bleu4());
      result.put("controlExact", scores.control().map(c -> c.exact()).orElse(0.0));
      result.put("seconds", seconds);
      return result;
    }

    CaptionSection section() {
      String learnt =
          first
              ? "A small convolutional network and an LSTM with attention learnt together from %d"
                  + " drawn scenes; they are judged on %d others."
              : "An LSTM with attention learnt from %d drawn scenes, on what the network of the first"
                  + " language sees; it is judged on %d others.";
      return new CaptionSection(
          heading(),
          lang,
          learnt.formatted(pictures, judged),
          List.of(
              Score.fraction("exactly right", scores.exact()),
              Score.fraction("BLEU-4", scores.bleu4()),
              Score.fraction("right for the next scene", scores.control().orElseThrow().exact()),
              Score.seconds("training", seconds)),
          curves(),
          shown());
    }

    private LearningCurves curves() {
      List<EpochReport> history = training.history();
      return new LearningCurves(
          List.of(
              new LearningCurves.Curve(
                  "loss",
                  history.stream().map(e -> e.metric("loss")).toList(),
                  history.stream().map(e -> e.metric("val_loss")).toList())),
          OptionalInt.of(training.best().epoch()));
    }

    private List<CaptionedPicture> shown() {
      List<CaptionedPicture> all = new ArrayList<>();
      for (int i = 0; i < SHOWN; i++) {
        CaptionedImage image = test.images().get(i);
        Caption caption = said.get(i);
        all.add(
            new CaptionedPicture(
                image.name(),
                Picture.of(images.get(i)),
                caption.text(),
                OptionalDouble.of(Math.exp(caption.logProbability())),
                Optional.of(image.references(lang).contains(caption.words())),
                image.captions(lang),
                words(caption)));
      }
      return all;
    }

    private List<AttendedWord> words(Caption caption) {
      List<AttendedWord> words = new ArrayList<>();
      caption
          .looks()
          .ifPresent(
              looks -> {
                List<String> pieces = CaptionText.pieces(caption.words(), lang);
                for (int i = 0; i < pieces.size(); i++) {
                  words.add(
                      new AttendedWord(
                          pieces.get(i), looks.rows(), looks.columns(), looks.weights().get(i)));
                }
              });
      return words;
    }
  }
}
