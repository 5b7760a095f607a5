package rawi.apps.nextword;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.States;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Backend;
import rawi.nn.backend.BackendChoice;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.NvidiaProbe;
import rawi.nn.backend.Workers;
import rawi.tokenize.Script;
import rawi.tokenize.Token;
import rawi.tokenize.Tokenizer;
import rawi.tokenize.Vocabulary;
import rawi.tokenize.WordCounts;

/**
 * A trained language model, ready for use by any number of threads at once.
 *
 * <pre>{@code
 * try (var model = NextWordModel.load(Path.of("fr.rawi"))) {
 *   System.out.println(model.predict("il y a ", 5).get(0).word());
 * }
 * }</pre>
 */
public final class NextWordModel implements AutoCloseable {
  private final NextWordConfig config;
  private final Vocabulary vocabulary;
  private final LanguageModel network;
  private final Kernels kernels;
  private final Runnable release;
  private final Tokenizer tokenizer;
  private final Optional<Pieces> pieces;
  private final NavigableMap<String, Integer> sorted = new TreeMap<>(); // empty if by pieces
  private final Set<Script> scripts = EnumSet.noneOf(Script.class);
  private final Queue<Arena> arenas = new ConcurrentLinkedQueue<>();

  /**
   * A model ready for use.
   *
   * @param release run when the model is closed: ends what was started for it alone
   */
  NextWordModel(
      NextWordConfig config,
      Vocabulary vocabulary,
      LanguageModel network,
      Kernels kernels,
      Runnable release) {
    this.config = config;
    this.vocabulary = vocabulary;
    this.network = network;
    this.kernels = kernels;
    this.release = release;
    this.tokenizer = config.cut().tokenizer();
    this.pieces = config.cut().subwords().map(s -> new Pieces(vocabulary, s.tokenizer()));
    for (int id = Corpus.FIRST_WORD; id < vocabulary.size(); id++) {
      byte[] piece = pieces.isPresent() ? pieces.get().bytes(id) : new byte[0];
      String word =
          pieces.isPresent() ? new String(piece, StandardCharsets.UTF_8) : vocabulary.wordAt(id);
      if (pieces.isEmpty()) {
        sorted.put(word, id);
      }
      tokenizer.tokenize(word).forEach(token -> scripts.add(token.script()));
    }
    scripts.remove(Script.NONE); // signs and digits are of all languages
  }

  /**
   * A model that has learnt nothing: its weights are as they begin.
   *
   * @param words those of a text, of which the options take as many as they say
   */
  public static NextWordModel untrained(
      WordCounts words, NextWordOptions options, Kernels kernels) {
    Vocabulary vocabulary = Corpus.vocabulary(words, options);
    NextWordConfig config = NextWordConfig.of(options, vocabulary.size());
    LanguageModel network =
        LanguageModel.build(config, vocabulary.size(), new Weights(options.seed(), DataType.FLOAT));
    return new NextWordModel(config, vocabulary, network, kernels, () -> {});
  }

  NextWordConfig config() {
    return config;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  LanguageModel network() {
    return network;
  }

  /**
   * Opens a model file on the processor, with a thread for each core.
   *
   * @throws rawi.nn.saving.ModelFileException if it is not a whole next-word model
   */
  public static NextWordModel load(Path file) {
    Backend.select(BackendChoice.CPU, new NvidiaProbe(Map.of())).start(line -> {});
    Workers workers = new Workers(Runtime.getRuntime().availableProcessors());
    try {
      return NextWordFile.read(file, new CpuKernels(workers), workers::close);
    } catch (RuntimeException e) {
      workers.close();
      throw e;
    }
  }

  /** The pieces of words that are the tokens, if they are. */
  Optional<Pieces> pieces() {
    return pieces;
  }

  /** Words, or pieces of words, that are known. */
  public int words() {
    return vocabulary.size() - Corpus.FIRST_WORD;
  }

  /**
   * The most probable ways to go on with a text, best first: see {@link Typing}.
   *
   * @throws IllegalArgumentException if {@code most} is less than 1, or no letter of the text is of
   *     a script that the model knows
   */
  public List<Suggestion> predict(String prefix, int most) {
    return typing().suggest(prefix, most);
  }

  /** Suggestions for a text that grows, key by key. */
  public Typing typing() {
    return new Typing(this);
  }

  /**
   * Goes on with a text, word by word. Unknown words never come, and no sequence of four words
   * comes a third time; the end of a line is one. The text ends sooner where so no word is left.
   */
  public String generate(String prefix, GenerationOptions options) {
    List<Token> tokens = tokens(prefix);
    requireScript(tokens);
    Moment moment = start();
    FourWords four = new FourWords();
    for (int id : vocabulary.encode(tokens)) {
      moment = after(moment, id);
      four.add(id);
    }
    Draw draw = new Draw(options);
    Written text = written(prefix, tokens);
    for (int words = 0; ; ) {
      boolean begun = text.begun();
      IntPredicate allowed =
          each ->
              (each >= Corpus.FIRST_WORD || (each == Corpus.END_ID && begun)) && four.allows(each);
      if (IntStream.range(0, vocabulary.size()).noneMatch(allowed)) {
        return text.text();
      }
      int id = draw.one(next(moment), allowed);
      if (words == options.words() && (text.beginsWord(id) || id == Corpus.END_ID)) {
        return text.text();
      }
      words += text.beginsWord(id) ? 1 : 0;
      text.add(id);
      four.add(id);
      moment = after(moment, id);
    }
  }

  private Written written(String prefix, List<Token> tokens) {
    int[] ids = vocabulary.encode(tokens);
    return pieces
        .map(p -> Written.pieces(prefix, ids.length == 0 ? Vocabulary.PAD : ids[ids.length - 1], p))
        .orElseGet(
            () ->
                Written.words(
                    prefix,
                    tokens.isEmpty() ? "" : tokens.get(tokens.size() - 1).normalized(),
                    vocabulary,
                    config.cut()));
  }

  /**
   * Judges the model on a text, read in one piece.
   *
   * @throws rawi.apps.cli.Failure if it has no token, or none that the model knows
   */
  public Judgement evaluate(Text text) {
    return new Judging(this).of(text);
  }

  List<Token> tokens(String text) {
    return tokenizer.tokenize(text);
  }

  /** The known words that begin with these letters, with their ids. */
  NavigableMap<String, Integer> beginningWith(String letters) {
    return sorted.subMap(letters, true, letters + Character.MAX_VALUE, false);
  }

  /** What stands between a text and the word that follows it. */
  String gap(String text, List<Token> tokens, String word) {
    boolean none = tokens.isEmpty() || Written.endsWithSpace(text);
    return !none && config.cut().spaced(tokens.get(tokens.size() - 1).normalized(), word)
        ? " "
        : "";
  }

  /** Refuses a text of which no letter is of a script that any known word is in. */
  void requireScript(List<Token> tokens) {
    List<Script> own =
        tokens.stream().map(Token::script).filter(s -> s != Script.NONE).distinct().toList();
    if (!own.isEmpty() && own.stream().noneMatch(scripts::contains)) {
      throw new IllegalArgumentException(
          "prefix: its letters are of the script %s, the model knows only %s; give it a text of the language it learnt"
              .formatted(own, scripts));
    }
  }

  /** Before the first word of a text. */
  Moment start() {
    return step(new States(), Corpus.END_ID);
  }

  /** After one word more. */
  Moment after(Moment moment, int id) {
    return step(moment.states().copy(), id);
  }

  private Moment step(States states, int id) {
    return computed(
        context -> {
          INDArray read =
              network.read(Nd4j.createFromArray(new int[][] {{id}}), context.with(states));
          return new Moment(states, Arena.outside(() -> read.dup('c')));
        });
  }

  /** The log-probabilities of the next token. */
  float[] next(Moment moment) {
    return computed(context -> network.next(moment.read(), context).dup('c').data().asFloat());
  }

  /** Does one step of work in memory that nobody else uses meanwhile. */
  <T> T computed(Function<Context, T> work) {
    Arena borrowed = arenas.poll();
    Arena arena = borrowed == null ? new Arena() : borrowed;
    try {
      return arena.step(() -> work.apply(Context.inference(kernels, arena)));
    } finally {
      arenas.add(arena);
    }
  }

  /** Frees the weights and ends the threads that {@link #load} started. */
  @Override
  public void close() {
    network.parameters().forEach(p -> p.value().close());
    release.run();
  }
}
