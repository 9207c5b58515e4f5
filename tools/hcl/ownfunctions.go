package main

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// ownFunctions are those of Terraform's functions that no library has, or has with another meaning.
func ownFunctions() map[string]function.Function {
	return map[string]function.Function{
		"alltrue": allOf(true),
		"anytrue": allOf(false),
		"base64sha256": text(func(s string) (string, error) {
			sum := sha256.Sum256([]byte(s))
			return base64.StdEncoding.EncodeToString(sum[:]), nil
		}),
		"base64sha512": text(func(s string) (string, error) {
			sum := sha512.Sum512([]byte(s))
			return base64.StdEncoding.EncodeToString(sum[:]), nil
		}),
		"basename":        text(func(s string) (string, error) { return path.Base(s), nil }),
		"dirname":         text(func(s string) (string, error) { return path.Dir(s), nil }),
		"urldecode":       text(url.QueryUnescape),
		"endswith":        textTest(strings.HasSuffix),
		"ephemeralasnull": same(),
		"index":           indexFunction(),
		"issensitive":     function.New(&function.Spec{Params: []function.Parameter{anything("value")}, Type: function.StaticReturnType(cty.Bool), Impl: func([]cty.Value, cty.Type) (cty.Value, error) { return cty.False, nil }}),
		"length":          lengthFunction(),
		"list":            oldList(),
		"map":             oldMap(),
		"matchkeys":       matchKeys(),
		"nonsensitive":    same(),
		"one":             oneFunction(),
		"replace":         replaceFunction(),
		"sensitive":       same(),
		"startswith":      textTest(strings.HasPrefix),
		"strcontains":     textTest(strings.Contains),
		"sum":             sumFunction(),
		"timecmp":         timeCompare(),
		"transpose":       transposeFunction(),
	}
}

func anything(name string) function.Parameter {
	return function.Parameter{Name: name, Type: cty.DynamicPseudoType, AllowUnknown: true, AllowDynamicType: true, AllowNull: true, AllowMarked: true}
}

// same hands its argument on: what is sensitive is shown all the same.
func same() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{anything("value")},
		Type:   func(args []cty.Value) (cty.Type, error) { return args[0].Type(), nil },
		Impl:   func(args []cty.Value, _ cty.Type) (cty.Value, error) { return args[0], nil },
	})
}

func text(change func(string) (string, error)) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "str", Type: cty.String}},
		Type:   function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			made, err := change(args[0].AsString())
			return cty.StringVal(made), err
		},
	})
}

func textTest(test func(string, string) bool) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "str", Type: cty.String}, {Name: "part", Type: cty.String}},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			return cty.BoolVal(test(args[0].AsString(), args[1].AsString())), nil
		},
	})
}

// allOf is alltrue (every element, true for none) or anytrue (some element, false for none).
func allOf(every bool) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "list", Type: cty.List(cty.Bool)}},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			known := true
			for it := args[0].ElementIterator(); it.Next(); {
				_, element := it.Element()
				if !element.IsKnown() {
					known = false
				} else if isTrue := !element.IsNull() && element.True(); isTrue != every {
					return cty.BoolVal(!every), nil
				}
			}
			if !known {
				return cty.UnknownVal(cty.Bool), nil
			}
			return cty.BoolVal(every), nil
		},
	})
}

func indexFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "list", Type: cty.DynamicPseudoType}, {Name: "value", Type: cty.DynamicPseudoType}},
		Type:   function.StaticReturnType(cty.Number),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			if t := args[0].Type(); !t.IsListType() && !t.IsTupleType() {
				return cty.NilVal, errors.New("argument must be a list or tuple")
			}
			for it := args[0].ElementIterator(); it.Next(); {
				key, element := it.Element()
				equal, err := stdlib.Equal(element, args[1])
				if err != nil {
					return cty.NilVal, err
				}
				if !equal.IsKnown() {
					return cty.UnknownVal(cty.Number), nil
				}
				if equal.True() {
					return key, nil
				}
			}
			return cty.NilVal, errors.New("item not found")
		},
	})
}

// lengthFunction counts elements, entries or characters.
func lengthFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "value", Type: cty.DynamicPseudoType, AllowUnknown: true, AllowDynamicType: true}},
		Type:   function.StaticReturnType(cty.Number),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			switch t := args[0].Type(); {
			case t == cty.DynamicPseudoType:
				return cty.UnknownVal(cty.Number), nil
			case t == cty.String:
				return stdlib.Strlen(args[0])
			case t.IsObjectType():
				return cty.NumberIntVal(int64(len(t.AttributeTypes()))), nil
			case t.IsTupleType():
				return cty.NumberIntVal(int64(len(t.TupleElementTypes()))), nil
			case t.IsListType(), t.IsMapType(), t.IsSetType():
				return args[0].Length(), nil
			default:
				return cty.NilVal, errors.New("argument must be a string, a collection, or a structural type")
			}
		},
	})
}

func matchKeys() function.Function {
	list := cty.List(cty.DynamicPseudoType)
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "values", Type: list}, {Name: "keys", Type: list}, {Name: "searchset", Type: list}},
		Type:   func(args []cty.Value) (cty.Type, error) { return args[0].Type(), nil },
		Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
			if !args[0].IsWhollyKnown() || !args[1].IsWhollyKnown() || !args[2].IsWhollyKnown() {
				return cty.UnknownVal(t), nil
			}
			values, keys, wanted := args[0].AsValueSlice(), args[1].AsValueSlice(), cty.SetValEmpty(cty.DynamicPseudoType)
			if searched := args[2].AsValueSlice(); len(searched) > 0 {
				wanted = cty.SetVal(searched)
			}
			if len(values) != len(keys) {
				return cty.NilVal, errors.New("length of keys and values should be equal")
			}
			found := []cty.Value{}
			for i, key := range keys {
				if wanted.LengthInt() > 0 && wanted.HasElement(key).True() {
					found = append(found, values[i])
				}
			}
			if len(found) == 0 {
				return cty.ListValEmpty(t.ElementType()), nil
			}
			return cty.ListVal(found), nil
		},
	})
}

// oldList is `list`, which Terraform 0.12 replaced by brackets.
func oldList() function.Function {
	element := anything("element")
	return function.New(&function.Spec{
		VarParam: &element,
		Type:     function.StaticReturnType(cty.DynamicPseudoType),
		Impl:     func(args []cty.Value, _ cty.Type) (cty.Value, error) { return cty.TupleVal(args), nil },
	})
}

// oldMap is `map` of keys and values by turns, which Terraform 0.12 replaced by braces.
func oldMap() function.Function {
	entry := anything("entry")
	return function.New(&function.Spec{
		VarParam: &entry,
		Type:     function.StaticReturnType(cty.DynamicPseudoType),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			if len(args)%2 != 0 {
				return cty.NilVal, errors.New("map needs a value for each key")
			}
			made := map[string]cty.Value{}
			for i := 0; i < len(args); i += 2 {
				key, known := stringOf(args[i])
				if !known {
					return cty.DynamicVal, nil
				}
				made[key] = args[i+1]
			}
			return cty.ObjectVal(made), nil
		},
	})
}

// oneFunction is the only element of a list, or null of an empty one.
func oneFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "list", Type: cty.DynamicPseudoType}},
		Type:   function.StaticReturnType(cty.DynamicPseudoType),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			if !iterable(args[0]) {
				return cty.NilVal, errors.New("must be a list, set, or tuple value")
			}
			switch elements := args[0].AsValueSlice(); len(elements) {
			case 0:
				return cty.NullVal(cty.DynamicPseudoType), nil
			case 1:
				return elements[0], nil
			default:
				return cty.NilVal, errors.New("must be a list, set, or tuple value with either zero or one elements")
			}
		},
	})
}

// replaceFunction takes a part between slashes as a regular expression.
func replaceFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "str", Type: cty.String}, {Name: "substr", Type: cty.String}, {Name: "replace", Type: cty.String}},
		Type:   function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			part := args[1].AsString()
			if len(part) > 1 && part[0] == '/' && part[len(part)-1] == '/' {
				return stdlib.RegexReplace(args[0], cty.StringVal(part[1:len(part)-1]), args[2])
			}
			return cty.StringVal(strings.ReplaceAll(args[0].AsString(), part, args[2].AsString())), nil
		},
	})
}

func sumFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "list", Type: cty.DynamicPseudoType}},
		Type:   function.StaticReturnType(cty.Number),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			if !iterable(args[0]) || args[0].LengthInt() == 0 {
				return cty.NilVal, errors.New("cannot sum an empty list")
			}
			total := cty.Zero
			for it := args[0].ElementIterator(); it.Next(); {
				_, element := it.Element()
				number, err := convert.Convert(element, cty.Number)
				if err != nil || number.IsNull() {
					return cty.NilVal, errors.New("argument must be a list of numbers")
				}
				total = total.Add(number)
			}
			return total, nil
		},
	})
}

func timeCompare() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "timestamp_a", Type: cty.String}, {Name: "timestamp_b", Type: cty.String}},
		Type:   function.StaticReturnType(cty.Number),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			a, errA := time.Parse(time.RFC3339, args[0].AsString())
			b, errB := time.Parse(time.RFC3339, args[1].AsString())
			if err := errors.Join(errA, errB); err != nil {
				return cty.NilVal, fmt.Errorf("not a timestamp: %w", err)
			}
			return cty.NumberIntVal(int64(a.Compare(b))), nil
		},
	})
}

// transposeFunction swaps the keys and values of a map of lists of strings.
func transposeFunction() function.Function {
	lists := cty.Map(cty.List(cty.String))
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "values", Type: lists}},
		Type:   function.StaticReturnType(lists),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			if !args[0].IsWhollyKnown() {
				return cty.UnknownVal(lists), nil
			}
			found := map[string][]cty.Value{}
			for it := args[0].ElementIterator(); it.Next(); {
				key, list := it.Element()
				for _, element := range list.AsValueSlice() {
					found[element.AsString()] = append(found[element.AsString()], key)
				}
			}
			made := map[string]cty.Value{}
			for key, values := range found {
				made[key] = cty.ListVal(values)
			}
			if len(made) == 0 {
				return cty.MapValEmpty(cty.List(cty.String)), nil
			}
			return cty.MapVal(made), nil
		},
	})
}
