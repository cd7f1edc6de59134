using Mantissa.Catalogue;
using Mantissa.Data.Querying;

namespace Mantissa.Data.Tests.Querying;

public sealed class QueryParserTests
{
    private static readonly QueryContext Context = new(
        new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero),
        name => name switch { "accuracy" => MetricGoal.Maximize, "loss" => MetricGoal.Minimize, _ => MetricGoal.None });

    [Theory]
    [InlineData("model = 'wgan'", "model = 'wgan'")]
    [InlineData("MODEL=\"wgan\"", "model = 'wgan'")]
    [InlineData("attributes.model == 'w''gan'", "model = 'w''gan'")]
    [InlineData("attr.`model` <> 'a' AnD run.seed >= -1.5e3", "(model != 'a' and seed >= -1500)")]
    [InlineData("a.b", null)]
    [InlineData("metrics.loss < .5", "metrics.`loss`.last < 0.5")]
    [InlineData("metrics.validation/top1.max > 1", "metrics.`validation/top1`.max > 1")]
    [InlineData("metrics.train.loss.MIN > 1", "metrics.`train.loss`.min > 1")]
    [InlineData("metrics.train.loss > 1", "metrics.`train.loss`.last > 1")]
    [InlineData("metrics.`train.max` > 1", "metrics.`train.max`.last > 1")]
    [InlineData("metrics.\"a b\".count = 7", "metrics.`a b`.count = 7")]
    [InlineData("metrics.max = 7", "metrics.`max`.last = 7")]
    [InlineData("metrics.loss.best < 1 and metrics.accuracy.best > 1", "(metrics.`loss`.min < 1 and metrics.`accuracy`.max > 1)")]
    [InlineData("params.lr = 0.1 or parameters.lr = '0.1'", "(params.`lr` = 0.1 OR params.`lr` = '0.1')")]
    [InlineData("tags.mlflow.runName like 'a%'", "tags.`mlflow.runName` LIKE 'a%'")]
    [InlineData("tags.`a``b` not ilike 'x' ", "tags.`a``b` not ilike 'x'")]
    [InlineData("not model = 'a' and not (seed = 1 or seed = 2)", "(not model = 'a' and not (seed = 1 OR seed = 2))")]
    [InlineData("seed = 1 or seed = 2 and seed = 3", "(seed = 1 OR (seed = 2 and seed = 3))")]
    [InlineData("((seed = 1))", "seed = 1")]
    [InlineData("format in ('fp32', \"flex16+5\") and format NOT IN ('x')", "(format In ('fp32', 'flex16+5') and format not In ('x'))")]
    [InlineData("worker is null and notes IS NOT NULL", "(worker is null and notes is not null)")]
    [InlineData("status = 'FINISHED'", "status = 'Completed'")]
    [InlineData("status in ('running', 'KILLED')", "status In ('Running', 'Cancelled')")]
    [InlineData("archived = TRUE", "archived = true")]
    [InlineData("created_at >= '2026-11-25'", "created >= '2026-11-25T00:00:00.0000000Z'")]
    [InlineData("start_time < '2026-11-25T10:30+02:00'", "started < '2026-11-25T08:30:00.0000000Z'")]
    [InlineData("finished > '-2d'", "finished > '2026-11-24T12:00:00.0000000Z'")]
    [InlineData("end_time > 0", "finished > '1970-01-01T00:00:00.0000000Z'")]
    [InlineData("run_id = '0123456789abcdef0123456789abcdef'", "id = '01234567-89ab-cdef-0123-456789abcdef'")]
    public void What_is_written_is_understood(string text, string? meaning)
    {
        if (meaning is null)
            Should.Throw<QuerySyntaxException>(() => QueryParser.Parse(text, Context));
        else
            QueryText.Of(QueryParser.Parse(text, Context).Condition!).ShouldBe(meaning);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(" order  BY seed", "seed asc")]
    [InlineData("model = 'a' order by metrics.loss.min DESC, params.lr, created asc", "metrics.`loss`.min desc, params.`lr` asc, created asc")]
    public void Orders_have_several_keys(string text, string order) => QueryText.Of(QueryParser.Parse(text, Context).Order).ShouldBe(order);

    [Theory]
    [InlineData("model", 5, "expected =, !=, <, <=, >, >=, 'in', 'like', 'ilike' or 'is', found the end")]
    [InlineData("model = ", 8, "expected a value, found the end")]
    [InlineData("model = wgan", 8, "put it in quotes")]
    [InlineData("model = 'wgan' und", 15, "expected 'and', 'or', 'order by' or the end, found 'und'")]
    [InlineData("model = 'wgan", 8, "is not closed")]
    [InlineData("modell = 'a'", 0, "Did you mean 'model'?")]
    [InlineData("metric_s.loss < 1", 0, "Did you mean 'metrics'?")]
    [InlineData("metrics. loss < 1", 9, "expected a name after 'metrics.'")]
    [InlineData("metrics.`a`.top < 1", 11, "expected .last, .min, .max, .best or .count")]
    [InlineData("metrics.other.best < 1", 0, ".min or .max")]
    [InlineData("metrics.loss < '1'", 15, "a number, without quotes; found the text '1'")]
    [InlineData("metrics.loss < 1e999", 15, "larger than any number")]
    [InlineData("metrics.loss like 'a'", 13, "is no text")]
    [InlineData("model < 3", 8, "text, in quotes; found '3'")]
    [InlineData("tags.a = 3", 9, "text, in quotes")]
    [InlineData("status = 'Runing'", 9, "one of Queued")]
    [InlineData("status > 'Running'", 7, "= and != only")]
    [InlineData("status = 3", 9, "one of Queued")]
    [InlineData("created > 'yesterday'", 10, "a time: text such as")]
    [InlineData("created > 1e30", 10, "a time: text such as")]
    [InlineData("id = 'abc'", 5, "an id")]
    [InlineData("archived = 'perhaps'", 11, "true or false")]
    [InlineData("model in 'a'", 9, "expected '('")]
    [InlineData("model in ('a' 'b')", 14, "expected ',' or ')'")]
    [InlineData("params.a in ('a', 1)", 18, "text in quotes, as before it")]
    [InlineData("model not = 'a'", 10, "expected 'in', 'like' or 'ilike'")]
    [InlineData("model is 'a'", 9, "expected 'null'")]
    [InlineData("model like 'a\\'", 13, "cannot end with a single \\")]
    [InlineData("(model = 'a'", 12, "expected 'and', 'or' or ')', found the end")]
    [InlineData("model = 'a')", 11, "found ')'")]
    [InlineData("model = 'a' order seed", 18, "expected 'by'")]
    [InlineData("order by seed down", 14, "expected ',' or the end")]
    [InlineData("order by and", 9, "expected a field")]
    [InlineData("model = 'a'; drop table run", 11, "';' has no meaning here")]
    [InlineData("model = 'a\0b'", 10, "cannot be part of text")]
    [InlineData("seed = 12ab", 7, "is no number")]
    public void An_error_says_where_and_what_would_be_right(string text, int position, string words)
    {
        var error = Should.Throw<QuerySyntaxException>(() => QueryParser.Parse(text, Context));
        error.Message.ShouldContain(words);
        error.Position.ShouldBe(position);
        error.Message.ShouldStartWith($"at {position + 1}: ");
        (error.Position + error.Length).ShouldBeLessThanOrEqualTo(text.Length + 1);
    }

    [Fact]
    public void Half_a_character_is_no_text() =>
        Should.Throw<QuerySyntaxException>(() => QueryParser.Parse("model = 'a\ud800'", Context)).Position.ShouldBe(10);

    [Fact]
    public void MLflow_knows_no_aggregates_and_calls_a_run_that_starts_running()
    {
        var mlflow = Context with { Mlflow = true };
        QueryText.Of(QueryParser.Parse("metrics.loss.max > 1", mlflow).Condition!).ShouldBe("metrics.`loss.max`.last > 1");
        QueryText.Of(QueryParser.Parse("attributes.status = 'RUNNING'", mlflow).Condition!).ShouldBe("status In ('Starting', 'Running')");
        QueryText.Of(QueryParser.Parse("status != 'RUNNING'", mlflow).Condition!).ShouldBe("status not In ('Starting', 'Running')");
        QueryParser.ParseOrderKey("metrics.loss.max DESC", mlflow).ShouldBe(new OrderKey(new MetricField("loss.max", MetricAggregate.Last), Descending: true));
    }

    [Fact]
    public void No_text_is_too_large_or_too_deep_for_an_answer()
    {
        Fail(new string('a', 1_000_000)).ShouldContain("at most 10,000 characters");
        Fail(new string('(', 5_000) + "seed = 1" + new string(')', 4_900)).ShouldContain("nested 50 deep");
        Fail(string.Concat(Enumerable.Repeat("not ", 2_000)) + "seed = 1").ShouldContain("nested 50 deep");
        Fail(string.Join(" or ", Enumerable.Repeat("seed=1", 101))).ShouldContain("at most 100 conditions");
        Fail($"seed in ({string.Join(',', Enumerable.Repeat("1", 1001))})").ShouldContain("at most 1,000 values");
        Fail("order by seed, seed, seed, seed, seed, seed").ShouldContain("at most 5 keys");
        QueryParser.Parse(new string('(', 50) + "seed = 1" + new string(')', 50), Context).Condition.ShouldNotBeNull();

        static string Fail(string text) => Should.Throw<QuerySyntaxException>(() => QueryParser.Parse(text, Context)).Message;
    }

    [Fact]
    public void Whatever_is_typed_is_understood_or_refused_with_a_place()
    {
        string[] pieces =
        [
            "model", "metrics.", "metrics.a.max", "params.`x y`", "tags.\"t\"", "=", "!=", "<", ">=", "in", "not", "and", "or", "like", "is", "null", "order", "by",
            "(", ")", ",", "'", "\"", "`", "'a'", "1", "-2.5", "1e", ".", ";", "--", "/*", "\\", "%", "\0", "\ud83d", "😀", "é", " ", "\n", "status", "'Running'", "created", "'-3d'",
        ];
        var random = new Random(7);
        var understood = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var text = string.Join(random.Next(3) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                QueryParser.Parse(text, Context);
                understood++;
            }
            catch (QuerySyntaxException error)
            {
                error.Position.ShouldBeInRange(0, text.Length);
            }
        }

        understood.ShouldBeGreaterThan(100);
    }
}
