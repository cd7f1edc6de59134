using TorchSharp.Utils;

namespace TorchSharp.Modules;

/// <summary>The part of an optimizer that does not depend on its rule.</summary>
public abstract class OptimizerHelper : torch.optim.Optimizer
{
    protected OptimizerOptions _defaults = null!;

    /// <summary>By the parameter's native handle.</summary>
    protected OrderedDict<IntPtr, OptimizerState> _state = [];

    public override void zero_grad()
    {
        foreach (var parameter in parameters())
        {
            using var gradient = parameter.grad;
            gradient?.zero_();
        }
    }

    public virtual StateDictionary state_dict()
    {
        var state = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            state.Options.Add(group.Options);
            var positions = new List<int>();
            state.StateIndexRef.Add(positions);
            foreach (var parameter in group.Parameters)
            {
                positions.Add(state.State.Count);
                state.State.Add(_state[parameter.Handle]);
            }
        }

        return state;
    }

    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        RequireSameShape(own, state_dict.Options.Count, state_dict.State.Count);
        for (var i = 0; i < own.Options.Count; i++)
            if (!ReferenceEquals(own.Options[i], state_dict.Options[i])) own.Options[i].LoadStateDict(state_dict.Options[i]);
        for (var i = 0; i < own.State.Count; i++)
            if (!ReferenceEquals(own.State[i], state_dict.State[i])) own.State[i].LoadStateDict(state_dict.State[i]);
    }

    /// <summary>Writes the optimizer's type, settings and states.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        var state = state_dict();
        writer.Write(GetType().Name);
        writer.Write7BitEncodedInt64(state.Options.Count);
        writer.Write7BitEncodedInt64(state.State.Count);
        foreach (var options in state.Options) options.SaveStateDict(writer);
        foreach (var one in state.State) one.SaveStateDict(writer);
    }

    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    /// <exception cref="InvalidDataException">The state was written by another kind of optimizer.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        var kind = reader.ReadString();
        if (kind != GetType().Name) throw new InvalidDataException($"The state is of a {kind}, not of a {GetType().Name}.");
        var own = state_dict();
        RequireSameShape(own, (int)reader.Read7BitEncodedInt64(), (int)reader.Read7BitEncodedInt64());
        foreach (var options in own.Options) options.LoadStateDict(reader);
        foreach (var one in own.State) one.LoadStateDict(reader);
    }

    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    public void to(torch.Device device)
    {
        foreach (var (_, state) in _state) state.to(device);
    }

    /// <summary>Runs the loss closure if there is one, and then the rule for each group, without autograd and without leaks.</summary>
    protected torch.Tensor? _step<T>(Action<T> body, Func<torch.Tensor>? loss_closure = null)
        where T : ParamGroup
    {
        torch.Tensor? loss = null;
        if (loss_closure is not null)
            using (torch.enable_grad()) loss = loss_closure();

        using var untracked = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        foreach (var group in _parameter_groups) body((T)group);
        return loss;
    }

    private protected override void Release()
    {
        foreach (var (_, state) in _state) (state as IDisposable)?.Dispose();
        _state.Clear();
    }

    /// <summary>Adds the group and a fresh state for each of its parameters.</summary>
    private protected void Add(ParamGroup group, Func<Parameter, OptimizerState> stateOf)
    {
        var options = group.Options;
        options.InitialLearningRate = options.LearningRate!.Value;
        _parameter_groups.Add(group);
        foreach (var parameter in group.Parameters)
        {
            if (_state.ContainsKey(parameter.Handle)) throw new ArgumentException("A parameter appears in two groups.", nameof(group));
            var state = stateOf(parameter);
            _state[parameter.Handle] = state;
            state.Initialize(options);
        }
    }

    private static void RequireSameShape(StateDictionary own, int options, int states)
    {
        if (own.Options.Count != options)
            throw new ArgumentException($"The state has {options} parameter groups and the optimizer {own.Options.Count}.");
        if (own.State.Count != states) throw new ArgumentException($"The state has {states} parameters and the optimizer {own.State.Count}.");
    }
}
