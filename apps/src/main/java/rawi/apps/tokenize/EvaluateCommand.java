package rawi.apps.tokenize;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rawi.apps.cli.Session;
import rawi.tokenize.Tokenizer;
import rawi.tokenize.gold.GoldSentence;
import rawi.tokenize.gold.TokenScore;

/** {@code rawi tokenize evaluate}: a tokenizer against a treebank. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Scores a tokenizer against the surface tokens of a treebank; a multiword token is one.")
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private final Session session;

  @Option(
      names = "--gold",
      required = true,
      paramLabel = "F.conllu",
      description = "The treebank, in CoNLL-U; - is standard input.")
  private String gold = "";

  @Option(
      names = "--words",
      description =
          "Leave out tokens without a letter or digit on both sides, for tokenizers that give no"
              + " punctuation.")
  private boolean words;

  @Mixin private final TokenizerOptions tokenizers = new TokenizerOptions();

  EvaluateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    OwnOptions.check(spec);
    Tokenizer tokenizer = tokenizers.open();
    List<GoldSentence> sentences = Treebank.read(gold, session);
    TokenScore score = TokenScore.of(tokenizer, sentences, words);
    if (session.json()) {
      session.print(score);
    } else {
      session
          .out()
          .printf(
              Locale.ROOT,
              "precision %.4f  recall %.4f  F1 %.4f%n",
              score.precision(),
              score.recall(),
              score.f1());
    }
    return 0;
  }
}
