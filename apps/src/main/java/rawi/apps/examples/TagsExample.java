package rawi.apps.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.apps.cli.Session;
import rawi.embeddings.Embedding;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.layers.Dense;
import rawi.nn.layers.TimeDistributed;
import rawi.recurrent.Bidirectional;
import rawi.recurrent.LSTM;

/**
 * Many to many in step: the part of speech of each word of small French sentences, in which {@code
 * la} is an article or a pronoun and {@code porte}, {@code ferme}, {@code marche} and others a noun
 * or a verb. What a word is shows only in what comes after it, so the sentence is read both ways.
 */
final class TagsExample implements Example {
  private static final List<String> ARTICLES = List.of("la", "une", "cette");
  private static final List<String> NOUNS =
      List.of("porte", "ferme", "marche", "garde", "montre", "femme", "fille", "voisine");
  private static final List<String> VERBS =
      List.of("porte", "ferme", "marche", "garde", "montre", "voit", "cherche", "regarde");
  private static final List<String> ADJECTIVES = List.of("petite", "vieille", "jeune", "belle");
  private static final List<String> TAGS = List.of("DET", "NOUN", "VERB", "ADJ", "PRON");
  private static final int TRAINED = 1500;
  private static final int TESTED = 400;
  private static final int EPOCHS = 8;
  private static final int SHOWN = 3;

  @Override
  public String name() {
    return "tags";
  }

  @Override
  public String description() {
    return "Many to many in step: parts of speech of French words that can be several.";
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    List<Pair> all = sentences(new SplittableRandom(session.seed()), TRAINED + TESTED);
    List<Pair> train = all.subList(0, TRAINED);
    List<Pair> test = all.subList(TRAINED, all.size());
    Symbols words = Symbols.of(all.stream().map(Pair::source).toList());
    Labelling model =
        new Labelling(
            Sequential.of(
                new Embedding(words.size(), 16, true),
                new Bidirectional(LSTM.of(24).with(o -> o.returnSequences(true))),
                new TimeDistributed(new Dense(TAGS.size()))),
            Shape.of(Shape.ANY),
            session);
    Map<String, Double> figures =
        model.learn(
            new Labelling.Examples(ids(train, words), tags(train)),
            new Labelling.Examples(ids(test, words), tags(test).sub(padded(test))),
            EPOCHS);
    return new Outcome(figures, samples(model, test.subList(0, SHOWN), words), List.of());
  }

  /** Different ones, each with its tags. */
  private static List<Pair> sentences(SplittableRandom random, int count) {
    Map<String, Pair> all = new TreeMap<>();
    List<Pair> drawn = new ArrayList<>();
    while (drawn.size() < count) {
      List<String> words = new ArrayList<>();
      List<String> tags = new ArrayList<>();
      nounPhrase(random, words, tags);
      if (random.nextBoolean()) {
        add(words, tags, "la", "PRON");
        add(words, tags, pick(random, VERBS), "VERB");
      } else {
        add(words, tags, pick(random, VERBS), "VERB");
        nounPhrase(random, words, tags);
      }
      Pair pair = new Pair(words, tags);
      if (all.put(String.join(" ", words), pair) == null) {
        drawn.add(pair);
      }
    }
    return drawn;
  }

  private static void nounPhrase(SplittableRandom random, List<String> words, List<String> tags) {
    add(words, tags, pick(random, ARTICLES), "DET");
    if (random.nextInt(3) == 0) {
      add(words, tags, pick(random, ADJECTIVES), "ADJ");
    }
    add(words, tags, pick(random, NOUNS), "NOUN");
  }

  private static void add(List<String> words, List<String> tags, String word, String tag) {
    words.add(word);
    tags.add(tag);
  }

  private static String pick(SplittableRandom random, List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static INDArray ids(List<Pair> pairs, Symbols words) {
    return Symbols.rows(pairs.stream().map(p -> words.ids(p.source())).toList());
  }

  private static INDArray tags(List<Pair> pairs) {
    return Symbols.rows(
        pairs.stream().map(p -> p.target().stream().map(TAGS::indexOf).toList()).toList());
  }

  /** 1 where a row has ended, else 0. */
  private static INDArray padded(List<Pair> pairs) {
    INDArray real =
        Symbols.rows(pairs.stream().map(p -> p.target().stream().map(t -> 1).toList()).toList());
    return real.rsub(1).muli(TAGS.size()); // a tag minus the number of tags is negative
  }

  private static List<String> samples(Labelling model, List<Pair> pairs, Symbols words) {
    INDArray tags = model.labels(ids(pairs, words));
    List<String> lines = new ArrayList<>();
    for (int r = 0; r < pairs.size(); r++) {
      StringBuilder line = new StringBuilder();
      List<String> sentence = pairs.get(r).source();
      for (int t = 0; t < sentence.size(); t++) {
        line.append(sentence.get(t)).append('/').append(TAGS.get(tags.getInt(r, t))).append(' ');
      }
      lines.add(line.toString().strip());
    }
    return lines;
  }
}
