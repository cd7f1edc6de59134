using Mantissa.Data.Entities;
using Mantissa.Data.Querying;

namespace Mantissa.Data.Tests.Querying;

/// <summary>Valid queries of any shape, over names and values that the runs have or might have.</summary>
internal sealed class RandomQueries(int seed, IReadOnlyList<KnownRun> runs)
{
    public static readonly string[] Parameters = ["lr", "batch", "note", "mode", "flag", "big", "a.b/c", "absent"];
    public static readonly string[] Metrics = ["validation/top1.max", "train/loss", "kid", "o'clock `x`", "absent"];
    public static readonly string[] Tags = ["team", "mlflow.user", "odd 'key\"", "absent"];
    public static readonly string[] Texts = ["", "a", "B", "resnet", "wgan", "Red_1", "blue%", "o'hara", "x\\y", "é", "12", "12.0", "-3e2", "true", "'; drop table run; --"];
    public static readonly double[] Numbers = [-300, -1, 0, 0.1, 0.5, 1, 2, 3, 12, 64, 1e300];

    private static readonly string[] Patterns = ["%", "_", "res%", "%A%", "b_ue\\%", "blue\\%", "%\\_1", "\\\\", "x\\\\y", "", "%'%", "re_net", "1_%"];
    private static readonly string[] AttributeNames =
    [
        "name", "model", "format", "status", "notes", "worker", "id", "comparison", "seed", "epoch", "loss", "duration", "created", "started", "finished", "archived",
    ];

    private readonly Random random = new(seed);

    public Condition Condition(int depth = 4) => (depth == 0 ? 3 : random.Next(6)) switch
    {
        0 => new AllOf([.. Several(() => Condition(depth - 1))]),
        1 => new AnyOf([.. Several(() => Condition(depth - 1))]),
        2 => new Not(Condition(depth - 1)),
        _ => Leaf(),
    };

    public IReadOnlyList<OrderKey> Order() => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new OrderKey(Field(), random.Next(2) == 0))];

    private IEnumerable<T> Several<T>(Func<T> make) => Enumerable.Range(0, random.Next(2, 4)).Select(_ => make());

    private Condition Leaf()
    {
        var field = Field();
        var kind = KindOf(field);
        return random.Next(5) switch
        {
            0 => new Presence(field, random.Next(2) == 0),
            1 when kind == AttributeKind.Text => new PatternMatch(field, Pick(Patterns), random.Next(2) == 0, random.Next(2) == 0),
            2 => new Membership(field, [.. Several(Value(kind))], random.Next(2) == 0),
            _ => new FieldComparison(field, kind is AttributeKind.Status or AttributeKind.Id or AttributeKind.Flag ? (ComparisonOperator)random.Next(2) : (ComparisonOperator)random.Next(6), Value(kind)()),
        };
    }

    private Field Field() => random.Next(4) switch
    {
        0 => new ParameterField(Pick(Parameters)),
        1 => new MetricField(Pick(Metrics), (MetricAggregate)random.Next(4)),
        2 => new TagField(Pick(Tags)),
        _ => new AttributeField(RunAttributes.Find(Pick(AttributeNames))!),
    };

    private AttributeKind KindOf(Field field) => field switch
    {
        AttributeField a => a.Attribute.Kind,
        MetricField => AttributeKind.Number,
        ParameterField => random.Next(2) == 0 ? AttributeKind.Number : AttributeKind.Text,
        _ => AttributeKind.Text,
    };

    private Func<object> Value(AttributeKind kind) => kind switch
    {
        AttributeKind.Number => () => Pick(Numbers),
        AttributeKind.Time => () => Pick(runs).Run.CreatedAt.AddHours(random.Next(-1, 3)),
        AttributeKind.Status => () => Pick(Enum.GetNames<RunStatus>()),
        AttributeKind.Id => () => Pick(runs).Run.Id,
        AttributeKind.Flag => () => random.Next(2) == 0,
        _ => () => Pick(Texts),
    };

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
