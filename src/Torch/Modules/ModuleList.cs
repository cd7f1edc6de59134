using System.Collections;
using System.Globalization;
using TorchSharp.Modules;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>A list of modules, registered under their positions.</summary>
        public class ModuleList<T> : torch.nn.Module, IList<T>
            where T : torch.nn.Module
        {
            private readonly List<T> list = [];

            public ModuleList(params T[] modules)
                : base(nameof(ModuleList<T>)) => extend(modules);

            public int Count => list.Count;

            public bool IsReadOnly => false;

            public T this[int index]
            {
                get => list[index];
                set
                {
                    list[index] = value;
                    Number();
                }
            }

            public void append(params T[] parameters) => extend(parameters);

            public void extend(IEnumerable<T> modules)
            {
                list.AddRange(modules);
                Number();
            }

            public void Add(T item) => append(item);

            public void Insert(int index, T item)
            {
                list.Insert(index, item);
                Number();
            }

            public void RemoveAt(int index)
            {
                list.RemoveAt(index);
                Number();
            }

            public bool Remove(T item)
            {
                var removed = list.Remove(item);
                Number();
                return removed;
            }

            public void Clear()
            {
                list.Clear();
                Number();
            }

            public bool Contains(T item) => list.Contains(item);

            public int IndexOf(T item) => list.IndexOf(item);

            public void CopyTo(T[] array, int arrayIndex) => list.CopyTo(array, arrayIndex);

            public IEnumerator<T> GetEnumerator() => list.GetEnumerator();

            IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

            /// <summary>The elements are registered as they are added.</summary>
            protected override void RegisterComponents()
            {
            }

            private void Number()
            {
                ClearModules();
                for (var i = 0; i < list.Count; i++) register_module(i.ToString(CultureInfo.InvariantCulture), list[i]);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static ModuleList<T> ModuleList<T>(params T[] modules)
                where T : Module => new(modules);

            public static ModuleList<Module> ModuleList(params Module[] modules) => new(modules);
        }
    }
}
