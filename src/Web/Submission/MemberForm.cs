using System.Text.Json.Nodes;
using Mantissa.Catalogue;

namespace Mantissa.Web.Submission;

/// <summary>One model of the form with its data and its recipe.</summary>
public sealed class MemberForm
{
    private readonly CatalogueDocument _catalogue;

    public MemberForm(ModelEntry model, CatalogueDocument catalogue)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(catalogue);
        _catalogue = catalogue;
        Model = model;
        ModelOptions = new(model.Parameters, null);
        Training = new(catalogue.Trainer(model.Trainer)?.Parameters ?? [], model.Recipe);
        Datasets = catalogue.Datasets.Where(d => d.Tasks.Contains(model.Task)).ToList();
        if (model.Presets.Count > 0)
            Apply(model.Presets[0]);
        else if (Datasets.Count > 0)
            ChooseDataset(Datasets[0].Name);
    }

    public ModelEntry Model { get; }

    /// <summary>Those that the model can learn from.</summary>
    public IReadOnlyList<DatasetEntry> Datasets { get; }

    public DatasetEntry? Dataset { get; private set; }
    public OptionForm ModelOptions { get; private set; }
    public OptionForm DatasetOptions { get; private set; } = OptionForm.Empty;
    public OptionForm Training { get; }

    /// <summary>A checkpoint whose weights the runs start from.</summary>
    public Guid? StartFrom { get; private set; }

    /// <summary>The starting point that the values came from, until the person chooses another one.</summary>
    public Preset? Preset { get; private set; }

    public void Apply(Preset preset)
    {
        ArgumentNullException.ThrowIfNull(preset);
        Preset = preset;
        ResetModel(preset.ModelOptions);
        Training.Reset(preset.Training);
        ChooseDataset(preset.Dataset ?? Dataset?.Name ?? (Datasets is [var first, ..] ? first.Name : ""));
        DatasetOptions.Reset(preset.DatasetOptions);
    }

    /// <summary>Takes every value from a run, to start others like it: from a checkpoint, or anew.</summary>
    public void Start(RunSpecification source, Guid? checkpoint)
    {
        ArgumentNullException.ThrowIfNull(source);
        StartFrom = checkpoint;
        Preset = null;
        ResetModel(source.ModelOptions);
        Training.Reset(source.Training);
        ChooseDataset(source.Dataset);
        DatasetOptions.Reset(source.DatasetOptions);
    }

    /// <summary>Lets the runs begin with the model's own initial weights again; the values stay.</summary>
    public void StartAnew() => StartFrom = null;

    /// <summary>Gives each option the range and the default of the variant that is chosen now.</summary>
    public void FollowVariant() => ModelOptions = ModelOptions.Under(Model.ParametersOf(ModelOptions.Values()));

    public void ChooseDataset(string name)
    {
        Dataset = _catalogue.Dataset(name);
        DatasetOptions = new(Dataset?.Parameters ?? [], null);
    }

    public ComparisonMember ToMember() => new()
    {
        Model = Model.Name,
        ModelOptions = ModelOptions.Values(),
        Dataset = Dataset?.Name ?? "",
        DatasetOptions = DatasetOptions.Values(),
        Training = Training.Values(),
        StartFrom = StartFrom,
    };

    private void ResetModel(JsonObject values)
    {
        ModelOptions = new(Model.ParametersOf(values), null);
        ModelOptions.Reset(values);
    }
}
