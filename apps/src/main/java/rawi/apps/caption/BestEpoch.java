package rawi.apps.caption;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import rawi.apps.caption.scores.CaptionScores;
import rawi.nn.training.Callback;
import rawi.nn.training.EarlyStopping;
import rawi.nn.training.EpochReport;
import rawi.nn.training.Trainer;

/**
 * Early stopping by the loss of the validation captions, or by the score of what is said of the
 * validation images after each epoch; of epochs with one score the loss tells which is the best.
 */
final class BestEpoch implements Callback {
  private final Watched watched;
  private final Supplier<List<List<String>>> captions;
  private final List<List<List<String>>> references;
  private final Consumer<String> say;
  private final EarlyStopping stopping;
  private Optional<Double> score = Optional.empty();

  /**
   * Watches from the first epoch on.
   *
   * @param captions what is said now of each validation image
   * @param references of the same images
   */
  BestEpoch(
      Watched watched,
      int patience,
      Supplier<List<List<String>>> captions,
      List<List<List<String>>> references,
      Consumer<String> say) {
    this.watched = watched;
    this.captions = captions;
    this.references = references;
    this.say = say;
    EarlyStopping stopping = new EarlyStopping(watched.metric(), patience);
    this.stopping =
        watched == Watched.LOSS ? stopping : stopping.breakingTies(Watched.LOSS.metric());
  }

  /** The epoch whose weights were best, from 1. */
  int epoch() {
    return stopping.bestEpoch();
  }

  /** Its score, unless the loss was watched. */
  Optional<Double> score() {
    return score;
  }

  @Override
  public Decision onTrainBegin(Trainer trainer) {
    return stopping.onTrainBegin(trainer);
  }

  @Override
  public Decision onEpochEnd(Trainer trainer, EpochReport report) {
    if (watched == Watched.LOSS) {
      return stopping.onEpochEnd(trainer, report);
    }
    CaptionScores scores = CaptionScores.of(captions.get(), references);
    double mean = (scores.bleu1() + scores.bleu2() + scores.bleu3() + scores.bleu4()) / 4;
    double value = watched == Watched.BLEU ? mean : scores.cider();
    Map<String, Double> metrics = new LinkedHashMap<>(report.metrics());
    metrics.put(watched.metric(), value);
    Decision decision =
        stopping.onEpochEnd(trainer, new EpochReport(report.epoch(), metrics, report.seconds()));
    if (stopping.bestEpoch() == report.epoch()) {
      score = Optional.of(value);
    }
    say.accept(
        String.format(
            Locale.ROOT,
            "validation images: BLEU-1 to 4 %.4f %.4f %.4f %.4f  CIDEr-D %.4f",
            scores.bleu1(),
            scores.bleu2(),
            scores.bleu3(),
            scores.bleu4(),
            scores.cider()));
    return decision;
  }

  @Override
  public void onTrainEnd(Trainer trainer) {
    stopping.onTrainEnd(trainer);
  }

  @Override
  public Saved save() {
    Saved saved = stopping.save();
    Map<String, Double> numbers = new LinkedHashMap<>(saved.numbers());
    score.ifPresent(s -> numbers.put("score", s));
    return new Saved(numbers, saved.arrays());
  }

  @Override
  public void restore(Saved saved) {
    stopping.restore(saved);
    score = Optional.ofNullable(saved.numbers().get("score"));
  }
}
