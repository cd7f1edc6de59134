using System.Globalization;
using Mantissa.Data.Entities;
using Mantissa.Data.Experiments;
using Mantissa.Data.Runs;

namespace Mantissa.Web.Mlflow;

/// <summary>Searches experiments. They are few, so the filter is held against each of them.</summary>
internal static class MlflowExperimentSearch
{
    private const int LargestPage = 50_000;
    private const int Page = 1_000;

    public static async Task<IResult> SearchAsync(MlflowCall call, ExperimentStore store, RunSearch search, CancellationToken cancellationToken)
    {
        var size = call.Int64("max_results") ?? Page;
        if (size is < 1 or > LargestPage)
            throw MlflowError.Invalid($"Invalid value for max_results: it is from 1 to {LargestPage}, not {size}.");
        var context = await search.ContextAsync(cancellationToken) with { Mlflow = true };
        var condition = MlflowFilter.Parse(call.Text("filter"), context);
        var archived = MlflowRunSearch.Archived(call, "view_type");
        var found = (await store.ListAsync(cancellationToken))
            .Where(experiment => archived is null || experiment.ArchivedAt is not null == archived)
            .Where(experiment => condition is null || ExperimentCondition.Holds(condition, experiment));
        var start = StartOf(call);
        var page = Sorted(found, call.Texts("order_by")).Skip(start).Take((int)size + 1).ToList();
        return MlflowJson.Answer(new
        {
            Experiments = page.Take((int)size).Select(MlflowExperiments.Of).ToList(),
            NextPageToken = page.Count > size ? (start + size).ToString(CultureInfo.InvariantCulture) : null,
        });
    }

    private static int StartOf(MlflowCall call) => call.Text("page_token") switch
    {
        null or "" => 0,
        var token => int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? start
            : throw MlflowError.Invalid($"Invalid page_token: '{token}' is none of this server's."),
    };

    /// <summary>By the keys, and among equals the newest first.</summary>
    private static IEnumerable<Experiment> Sorted(IEnumerable<Experiment> experiments, IReadOnlyList<string> keys)
    {
        IOrderedEnumerable<Experiment> sorted = experiments.OrderBy(_ => 0);
        foreach (var key in keys)
        {
            var words = key.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var descending = words is [_, var direction] && direction.Equals("DESC", StringComparison.OrdinalIgnoreCase);
            if (words is not ([_] or [_, _]) || (words.Length == 2 && !descending && !words[1].Equals("ASC", StringComparison.OrdinalIgnoreCase)))
                throw MlflowError.Invalid($"Invalid order_by clause '{key}'.");
            var value = KeyOf(words[0]);
            sorted = descending ? sorted.ThenByDescending(value, Comparer<object>.Default) : sorted.ThenBy(value, Comparer<object>.Default);
        }

        return sorted.ThenByDescending(experiment => experiment.Id);
    }

    private static Func<Experiment, object> KeyOf(string name) => name.Replace("attributes.", "", StringComparison.OrdinalIgnoreCase) switch
    {
        "name" => experiment => experiment.Name,
        "experiment_id" => experiment => experiment.Id,
        "creation_time" => experiment => experiment.CreatedAt,
        "last_update_time" => experiment => experiment.UpdatedAt,
        _ => throw MlflowError.Invalid($"Experiments cannot be sorted by '{name}'; choose name, experiment_id, creation_time or last_update_time."),
    };
}
