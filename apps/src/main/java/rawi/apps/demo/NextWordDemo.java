package rawi.apps.demo;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import rawi.apps.cli.Progress;
import rawi.apps.cli.Session;
import rawi.apps.cli.Utf8Lines;
import rawi.apps.nextword.Decay;
import rawi.apps.nextword.GenerationOptions;
import rawi.apps.nextword.NextWordModel;
import rawi.apps.nextword.NextWordOptions;
import rawi.apps.nextword.NextWordTraining;
import rawi.apps.nextword.Suggestion;
import rawi.apps.nextword.Text;
import rawi.apps.report.Completion;
import rawi.apps.report.CompletionSection;
import rawi.apps.report.LearningCurves;
import rawi.apps.report.Score;
import rawi.nn.training.EpochReport;
import rawi.tokenize.Language;

/**
 * A language model learnt from the lines of one language that come with the program.
 *
 * @param heading of its part of the report
 * @param prefixes beginnings, to show what the model goes on with
 */
record NextWordDemo(Language language, String heading, List<String> prefixes) {
  private static final int SUGGESTIONS = 3;
  private static final int WRITTEN = 20; // words

  static final NextWordDemo FRENCH =
      new NextWordDemo(
          Language.FR,
          "Next word of French sentences",
          List.of(
              "Il y a ", "Ma mère prépare le ca", "Chaque matin, le boulanger ", "Je bois de l'"));

  static final NextWordDemo ARABIC =
      new NextWordDemo(
          Language.AR,
          "Next word of Arabic sentences",
          List.of("ذهب الولد إلى ", "كل صباح تشرب أمي الق", "في السوق ", "يقرأ جدي "));

  /** What one model brought. */
  record Outcome(double perplexity, double seconds, CompletionSection section) {}

  /** The lines of a language. */
  static Text text(Language language) {
    String name = "nextword.%s.txt".formatted(language.name().toLowerCase(Locale.ROOT));
    InputStream in = NextWordDemo.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("the program was built without its sample " + name);
    }
    List<String> all = new ArrayList<>();
    try (Utf8Lines lines = Utf8Lines.of(name, in)) {
      while (lines.advance()) {
        all.add(lines.line());
      }
    }
    return Text.of(name, all);
  }

  Outcome run(Session session, int epochs) {
    session.say("");
    session.say(heading);
    long start = System.nanoTime();
    try (NextWordTraining training =
            NextWordTraining.of(
                text(language),
                Optional.empty(),
                options(session, epochs),
                session.kernels(),
                facts -> List.of(new Progress(session, epochs)));
        NextWordModel model = training.run()) {
      double seconds = (System.nanoTime() - start) / 1e9;
      EpochReport best = training.history().get(training.bestEpoch() - 1);
      double perplexity = best.metric("val_perplexity");
      List<Completion> completions = prefixes.stream().map(p -> completion(model, p)).toList();
      if (!session.json()) {
        tell(session, perplexity, seconds, completions);
      }
      return new Outcome(
          perplexity, seconds, section(training, model, perplexity, seconds, completions));
    }
  }

  /** A small text wants a small model and many rounds. */
  private NextWordOptions options(Session session, int epochs) {
    NextWordOptions d = NextWordOptions.defaults(language);
    return new NextWordOptions(
        d.cut(),
        d.layer(),
        1,
        96,
        96,
        true,
        d.softmax(),
        d.dropout(),
        1,
        d.maxWords(),
        epochs,
        8,
        20,
        0.006,
        Decay.COSINE,
        d.clipNorm(),
        epochs,
        session.seed());
  }

  private static Completion completion(NextWordModel model, String prefix) {
    List<Suggestion> suggestions = model.predict(prefix, SUGGESTIONS);
    Map<String, Double> shares = new LinkedHashMap<>();
    suggestions.forEach(s -> shares.put(s.word(), s.p()));
    return new Completion(prefix, suggestions.get(0).text(), shares);
  }

  private void tell(
      Session session, double perplexity, double seconds, List<Completion> completions) {
    session
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%s: perplexity %.1f on lines it has not seen, trained in %.1f s",
                heading,
                perplexity,
                seconds));
    for (Completion c : completions) {
      session
          .out()
          .println("  %s  (%s)".formatted(c.best(), String.join(", ", c.suggestions().keySet())));
    }
  }

  private CompletionSection section(
      NextWordTraining training,
      NextWordModel model,
      double perplexity,
      double seconds,
      List<Completion> completions) {
    List<EpochReport> history = training.history();
    LearningCurves.Curve curve =
        new LearningCurves.Curve(
            "perplexity",
            history.stream().map(e -> e.metric("perplexity")).toList(),
            history.stream().map(e -> e.metric("val_perplexity")).toList());
    String first = prefixes.get(0);
    return new CompletionSection(
        heading,
        language.name().toLowerCase(Locale.ROOT),
        "An LSTM learnt from %d words and signs; every tenth line was kept to judge it."
            .formatted(training.tokens()),
        List.of(
            Score.fraction("perplexity", perplexity),
            Score.count("words known", training.words()),
            Score.seconds("training", seconds)),
        new LearningCurves(List.of(curve), OptionalInt.of(training.bestEpoch())),
        completions,
        List.of(model.generate(first, GenerationOptions.defaults().withWords(WRITTEN))));
  }
}
